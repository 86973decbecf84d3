import type { RunbookAction } from '../../model/runbook.ts';
import { setLinuxName, setMacName, type MacName } from '../../plan/runbook/commands-network.ts';
import { keepMacAwake } from '../../plan/runbook/commands-services.ts';
import type { MachineNames } from '../../plan/runbook/machine-names.ts';
import { settingPlace } from './mac-places.ts';
import { listed, quoted, say, type StepContext, type StepWords } from './step-words.ts';

export const TAKE_WORDS: StepWords<'take-name' | 'stay-awake'> = {
  'take-name': ({ names, isInClone, os }, context) => ({
    title: 'Give the standby the primary’s name',
    why: 'Bookmarks, mounted shares and people look for the machine by its name.',
    actions: nameActions(names, isInClone, os, context),
    proof: shownNames(names, os, context),
    ifNot:
      os === 'darwin'
        ? 'A number behind the name (office-2) means that another machine has it: find that one, and turn it off.'
        : 'If this machine has no hostnamectl, change its name on its own web page, or leave it: DNS can point the old name here.',
    minutes: 2,
  }),
  'stay-awake': (_step, { serving: version }) => ({
    title: 'Keep the standby awake',
    why: 'A spare may sleep. A machine that others work with may not, and it has to come back by itself after a power cut.',
    actions: [keepMacAwake()],
    proof: 'It prints no error.',
    ifNot: `Set it in ${settingPlace('energy', version)}.`,
    minutes: 1,
  }),
};

/** The names that macOS keeps, in the order in which it asks for them. */
export function macNames({
  computerName,
  localHostName,
  hostName,
}: MachineNames): readonly (readonly [MacName, string])[] {
  // Without a name of its own, a Mac answers uname(1) with the local one.
  const isOwn =
    hostName !== undefined && hostName !== localHostName && hostName !== `${localHostName ?? ''}.local`;
  return [
    ...(computerName === undefined ? [] : [['ComputerName', computerName] as const]),
    ...(localHostName === undefined ? [] : [['LocalHostName', localHostName] as const]),
    ...(isOwn ? [['HostName', hostName] as const] : []),
  ];
}

function nameActions(
  names: MachineNames,
  isInClone: boolean,
  os: string | undefined,
  { serving: version }: StepContext,
): readonly RunbookAction[] {
  const sharing = settingPlace('sharing', version);
  const known = os === 'linux' ? [] : macNames(names);
  if (os === 'linux' && names.hostName !== undefined) return [setLinuxName(shortName(names.hostName))];
  if (known.length === 0)
    return [say('The primary’s name is not known: ask somebody who uses it, and give it to the standby.')];
  if (os !== 'darwin') return [say(`Give it the name ${listed(known.map(([, name]) => quoted(name)))}.`)];
  const first = isInClone ? 'The clone brought the names along. If they are not right:' : undefined;
  return [
    ...(first === undefined ? [] : [say(first)]),
    ...known.map(
      ([which, name]) =>
        setMacName('standby', which, name) ?? say(`Enter the name ${quoted(name)} in ${sharing}.`),
    ),
  ];
}

function shownNames(names: MachineNames, os: string | undefined, { serving: version }: StepContext): string {
  const computer = names.computerName ?? names.hostName;
  if (computer === undefined) return 'People recognise the name.';
  if (os !== 'darwin') return `The command hostname prints ${quoted(shortName(names.hostName ?? computer))}.`;
  const local = names.localHostName === undefined ? '' : ` and ${quoted(`${names.localHostName}.local`)}`;
  return `${settingPlace('sharing', version)} shows ${quoted(computer)}${local}.`;
}

/** Bonjour adds the ending itself, on every system. */
export function shortName(hostName: string): string {
  return hostName.replace(/\.local$/, '');
}
