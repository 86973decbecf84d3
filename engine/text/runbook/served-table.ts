import type { MachineFacts, Share } from '../../model/machine.ts';
import { printable } from '../../model/path-text.ts';
import type { RunbookTable } from '../../model/runbook.ts';
import type { DaemonStand, ShareStand } from '../../plan/runbook/plan-services.ts';
import type { SwitchFacts } from '../../plan/runbook/plan-switch.ts';
import { quoted } from './step-words.ts';

type Row = RunbookTable['rows'][number];

const UNKNOWN = 'not known: nobody could tell';

/** What the primary does for others, and where that is on the standby. */
export function servedTable({ takeover: { primary }, shares, daemons }: SwitchFacts): RunbookTable {
  const machine = primary?.machine;
  return {
    title: 'What the primary does for others',
    rows: [
      ...rowsOf('Shared folders', shares, shareRow),
      ...rowsOf('Services', daemons, daemonRow),
      { name: 'Open ports', value: portWords(machine) },
      ...rowsOf('By the clock', machine?.jobs, ({ owner, when, program }) => ({
        name: 'By the clock',
        value: `${quoted(program)} of ${printable(owner)}, ${printable(when)}`,
      })),
      {
        name: 'People',
        value: machine?.users === undefined ? UNKNOWN : peopleWords(machine.users),
      },
    ],
  };
}

function rowsOf<T>(name: string, items: readonly T[] | undefined, rowOf: (item: T) => Row): readonly Row[] {
  if (items === undefined) return [{ name, value: UNKNOWN }];
  return items.length === 0 ? [{ name, value: 'none' }] : items.map(rowOf);
}

const PROTOCOLS: Readonly<Record<Share['protocols'][number], string>> = {
  smb: 'SMB',
  afp: 'AFP',
  nfs: 'NFS',
};

function shareRow(stand: ShareStand): Row {
  const { name, path, protocols } = stand.share;
  const by = protocols.length === 0 ? '' : ` (${protocols.map((each) => PROTOCOLS[each]).join(', ')})`;
  return { name: `Shared folder ${quoted(name)}${by}`, value: `${printable(path)}${shareWords(stand)}` };
}

function shareWords(stand: ShareStand): string {
  switch (stand.kind) {
    case 'comes-along':
      return ', the same after the restart from the clone';
    case 'not-copied':
      return ', not in the clone';
    case 'shared':
    case 'copied':
      return `, on the standby: ${printable(stand.path)}`;
  }
}

function daemonRow(stand: DaemonStand): Row {
  return {
    name: `Service ${quoted(stand.daemon.name)}`,
    value: `${stand.daemon.state}, ${printable(stand.daemon.path)}${daemonWords(stand)}`,
  };
}

function daemonWords(stand: DaemonStand): string {
  switch (stand.kind) {
    case 'comes-along':
      return ', starts with the clone';
    case 'own':
      return ', installed on the standby';
    case 'copied':
    case 'ownerless':
      return `, on the standby: ${printable(stand.path)}`;
    case 'by-hand':
      return ', to be installed by hand';
  }
}

/**
 * The first port that the system gives to whoever names none, another one with each start: IANA's dynamic ports on a Mac (sysctl
 * net.inet.ip.portrange.first), and Linux' ip_local_port_range.
 */
const FIRST_DYNAMIC = { darwin: 49_152, linux: 32_768, other: 49_152 } as const;

/** Those that stay, in order: what comes and goes would make another runbook of each look. */
function portWords(machine: Pick<MachineFacts, 'os' | 'ports'> | undefined): string {
  if (machine?.ports === undefined) return UNKNOWN;
  const lasting = machine.ports
    .filter(({ port }) => port < FIRST_DYNAMIC[machine.os])
    .toSorted((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol))
    .map(({ protocol, port, program }) => {
      const by = program === undefined ? '' : ` (${printable(program)})`;
      return `${protocol} ${String(port)}${by}`;
    });
  return lasting.length === 0 ? 'none' : [...new Set(lasting)].join(', ');
}

function peopleWords(users: readonly { readonly name: string; readonly uid: number }[]): string {
  if (users.length === 0) return 'none';
  return users.map(({ name, uid }) => `${printable(name)} (${String(uid)})`).join(', ');
}
