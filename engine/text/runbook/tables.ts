import { formatEndpoint, type Endpoint } from '../../model/endpoint.ts';
import type { MachineFacts, NetworkAddress } from '../../model/machine.ts';
import { hasPassed } from '../../model/drill.ts';
import { printable } from '../../model/path-text.ts';
import type { RunbookTable } from '../../model/runbook.ts';
import type { Survey } from '../../model/survey.ts';
import { surveyedPlaceAt } from '../../plan/failover/surveyed-place.ts';
import type { RunbookInput } from '../../plan/runbook/runbook-input.ts';
import type { SwitchFacts } from '../../plan/runbook/plan-switch.ts';
import { servedTable } from './served-table.ts';
import { settingPlace } from './mac-places.ts';
import { macVersionOf } from '../../plan/failover/macos-version.ts';

type Row = RunbookTable['rows'][number];

export function tablesOf(input: RunbookInput, facts: SwitchFacts): readonly RunbookTable[] {
  const { pair, survey, settings } = input;
  const shared =
    settings.sharedAddress === undefined
      ? []
      : [row('People reach it by', printable(settings.sharedAddress))];
  return [
    { title: 'The primary', rows: [...machineRows(pair.primary, survey.primary), ...shared] },
    { title: 'The standby', rows: [...machineRows(pair.standby, survey.standby), ...drillRows(input)] },
    { title: 'What is copied', rows: volumeRows(input) },
    servedTable(facts),
  ];
}

/** Its day alone: a runbook is another one where its tables are. */
function drillRows({ drill }: RunbookInput): readonly Row[] {
  if (drill === undefined) return [];
  const result = hasPassed(drill) ? 'passed' : 'failed';
  return [row('Last drill', `${result}, on ${drill.finishedAt.slice(0, 10)}`)];
}

function row(name: string, value: string): Row {
  return { name, value };
}

function machineRows(endpoint: Endpoint, survey: Survey | undefined): readonly Row[] {
  const signIn = row('Sign-in', signInWords(endpoint));
  if (survey === undefined) return [row('Name', 'not known: nobody has looked at this machine'), signIn];
  const { machine } = survey;
  return [
    row('Name', nameWords(machine)),
    ...addressRows(machine),
    row(
      'System',
      `${printable(machine.osName)}${machine.osBuild === undefined ? '' : ` (${printable(machine.osBuild)})`}`,
    ),
    row('Model', told(machine.model, machine)),
    row('Serial number', told(machine.serial, machine)),
    row('Chip', chipWords(machine)),
    row('Own disk', encryptionWords(machine)),
    signIn,
  ];
}

/** Whose own words they are; they say which machine it is when there are several of a kind. */
function nameWords({ computerName, localHostName, hostName }: MachineFacts): string {
  const others = [localHostName === undefined ? undefined : `${localHostName}.local`, hostName];
  const names = [computerName, ...others].filter((name) => name !== undefined);
  return [...new Set(names)].map(printable).join(', ');
}

function told(value: string | undefined, machine: MachineFacts): string {
  return value === undefined ? `not known: ${whereToLook(machine)}` : printable(value);
}

function whereToLook({ os }: MachineFacts): string {
  return os === 'darwin' ? 'see Apple menu > About This Mac' : 'see the label on the machine';
}

const HARDWARE: Readonly<Record<NonNullable<MachineFacts['hardware']>, string>> = {
  'apple-silicon': 'Apple silicon',
  'intel-t2': 'Intel with a T2 chip',
  intel: 'Intel',
  powerpc: 'PowerPC',
  pc: 'no Mac',
};

function chipWords(machine: MachineFacts): string {
  const kind = machine.hardware === undefined ? printable(machine.arch) : HARDWARE[machine.hardware];
  return machine.chip === undefined ? kind : `${printable(machine.chip)} (${kind})`;
}

function encryptionWords({ isSystemEncrypted }: MachineFacts): string {
  if (isSystemEncrypted === undefined) return 'whether it is encrypted is not known';
  return isSystemEncrypted ? 'encrypted: each start waits for a password' : 'not encrypted';
}

function addressRows(machine: MachineFacts): readonly Row[] {
  const { addresses, os, osVersion } = machine;
  if (addresses === undefined || addresses.length === 0) {
    const where = os === 'darwin' ? settingPlace('network', macVersionOf(osVersion)) : 'ip -brief addr';
    return [row('Address', `not known: see ${where}`)];
  }
  return addresses.map((address) => row('Address', addressWords(address)));
}

function addressWords({ address, prefixLength, device, service, how, router }: NetworkAddress): string {
  const on = service === undefined ? printable(device) : `${printable(service)} (${printable(device)})`;
  const given = how === undefined ? '' : how === 'dhcp' ? ', by DHCP' : ', by hand';
  const out = router === undefined ? '' : `, router ${printable(router)}`;
  return `${printable(address)}/${String(prefixLength)} on ${on}${given}${out}`;
}

function signInWords(endpoint: Endpoint): string {
  if (endpoint.kind === 'local') return 'at its own screen; Warmspare runs on it';
  return `${formatEndpoint(endpoint)}, host key ${endpoint.hostKey}`;
}

function volumeRows({ pair, survey: { standby } }: RunbookInput): readonly Row[] {
  return pair.volumes.map(({ source, destination, role }) => {
    const place = surveyedPlaceAt(standby, destination);
    const disk = standby?.machine.disks.find(({ path }) => path === destination);
    const facts = [
      role === 'system' ? 'a whole system' : undefined,
      disk?.volumeName === undefined ? undefined : `disk “${printable(disk.volumeName)}”`,
      disk?.device === undefined ? undefined : printable(disk.device),
      place?.state === 'present' ? place.fileSystem : undefined,
      disk?.isEncrypted === true ? 'encrypted' : undefined,
      place !== undefined && place.state !== 'present' ? 'not there when last looked at' : undefined,
    ].filter((fact) => fact !== undefined);
    const more = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
    return row(printable(source), `on the standby: ${printable(destination)}${more}`);
  });
}
