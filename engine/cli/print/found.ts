import { formatEndpoint } from '../../model/endpoint.ts';
import type { Discovery, FoundMachine } from '../../model/found-machine.ts';
import { printable } from '../../model/path-text.ts';
import { formatCount } from '../../text/amounts.ts';
import { cutTo, formatTable } from './columns.ts';
import type { PrintContext } from './context.ts';

/** A name is at most so wide on a terminal. */
const NAME_WIDTH = 32;

export const NOTHING_FOUND = `No other machine on this network answered. Why that may be:
  - Remote Login is off there: System Settings > General > Sharing > Remote Login.
  - It is asleep, or on another network: only machines of the same network hear the question.
  - A firewall keeps the question or the answer from passing.
Its address can be typed as well: ssh://root@HOST, with its name or its IP address.`;

/** One line a machine, with the address as `pair add --standby` takes it. */
export function printFound({ machines, isCut }: Discovery, { width }: PrintContext): string {
  if (machines.length === 0) return NOTHING_FOUND;
  const columns = [{ title: 'NAME' }, { title: 'ADDRESS' }, { title: 'IP', dropOrder: 1 }];
  const rows = machines.map((machine) => [nameText(machine, width), addressOf(machine), ipText(machine)]);
  const cut = isCut ? `\nMore machines answered than these ${formatCount(machines.length)}.` : '';
  return (
    `${formatTable(columns, rows, width)}${cut}\n\n` +
    'An address goes after --standby of warmspare pair add. Anyone on a network can claim a name: compare the host key.'
  );
}

/** The same to choose from, by number. */
export function printChoice(machines: readonly FoundMachine[], { width }: PrintContext): string {
  const columns = [
    { title: '', align: 'right' as const },
    { title: 'NAME' },
    { title: 'ADDRESS' },
    { title: 'IP', dropOrder: 1 },
  ];
  const rows = machines.map((machine, at) => [
    String(at + 1),
    nameText(machine, width),
    addressOf(machine),
    ipText(machine),
  ]);
  return formatTable(columns, rows, width);
}

/** `ssh://root@spare.local:2222` */
export function addressOf({ host, port }: FoundMachine): string {
  return formatEndpoint({ kind: 'ssh', user: 'root', host, port, hostKey: '' });
}

function nameText({ name }: FoundMachine, width: number | undefined): string {
  return width === undefined ? printable(name) : cutTo(printable(name), NAME_WIDTH);
}

function ipText({ addresses }: FoundMachine): string {
  return addresses[0] ?? 'unknown';
}
