import { formatBandwidth } from '../../index.ts';
import { formatEndpoint, type Endpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import type { DeletionPolicy, Volume } from '../../model/volume.ts';
import { formatCount } from '../../text/amounts.ts';
import { commandWords } from '../../text/command-words.ts';
import { formatFields, formatTable } from './columns.ts';
import type { PrintContext } from './context.ts';
import { conditionWords, scheduleWords } from '../../text/schedule-words.ts';
import { formatTime } from '../../text/times.ts';

export const NO_PAIRS =
  'No pairs yet. Add one with: warmspare pair add NAME --primary local --standby ssh://USER@HOST --volume SRC=DEST';

export function printPairList(pairs: readonly Pair[], context: PrintContext): string {
  if (pairs.length === 0) return NO_PAIRS;
  const columns = [
    { title: 'NAME' },
    { title: 'PRIMARY' },
    { title: 'STANDBY' },
    { title: 'VOLUMES', dropOrder: 1 },
  ];
  const rows = pairs.map((pair) => [
    printable(pair.name),
    printable(formatEndpoint(pair.primary)),
    printable(formatEndpoint(pair.standby)),
    pair.volumes.map((volume) => printable(volume.source)).join(', '),
  ]);
  return formatTable(columns, rows, context.width);
}

export function printPair(pair: Pair, context: PrintContext): string {
  return [
    context.style.strong(printable(pair.name)),
    formatFields([
      ['Primary', endpointText(pair.primary)],
      ['Standby', endpointText(pair.standby)],
      ['rsync runs', pair.driver === 'local' ? 'on this machine' : 'on the primary'],
      ['Volumes', pair.volumes.map(volumeText).join('\n')],
      ['Deletions', deletionsText(pair.volumes)],
      ['Left out', filtersText(pair)],
      ['Schedule', scheduleText(pair)],
      ...(pair.commands.length === 0
        ? []
        : [['Commands', pair.commands.map((each) => printable(commandWords(each))).join('\n')] as const]),
      ...(pair.failover.databases === undefined
        ? []
        : [['Drills open', pair.failover.databases.map(printable).join('\n')] as const]),
      ...(pair.bandwidth.length === 0 ? [] : [['Bandwidth', bandwidthText(pair.bandwidth)] as const]),
      ['Added', formatTime(pair.createdAt, context)],
    ]),
  ].join('\n');
}

/** The text that --bandwidth takes, in the order in which the rules are gone through. */
function bandwidthText(rules: Pair['bandwidth']): string {
  return [...rules.map(formatBandwidth), 'the first whose time it is when a pass of rsync begins'].join('\n');
}

function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'local') return 'this machine';
  const identity =
    endpoint.keyId !== undefined
      ? '\nsigns in with a key of its own (warmspare key list)'
      : endpoint.identityFile === undefined
        ? ''
        : `\nsigns in with ${printable(endpoint.identityFile)}`;
  return `${printable(formatEndpoint(endpoint))}\nhost key ${printable(endpoint.hostKey)}${identity}`;
}

function volumeText(volume: Volume): string {
  const role = volume.role === 'system' ? '  (system)' : '';
  return `${printable(volume.source)} -> ${printable(volume.destination)}${role}`;
}

/** One line when all volumes have one policy, else one a volume. */
function deletionsText(volumes: readonly Volume[]): string {
  const texts = volumes.map((volume) => deletionText(volume.deletion));
  if (new Set(texts).size === 1) return texts[0] ?? '';
  return volumes.map((volume, at) => `${printable(volume.destination)}: ${texts[at] ?? ''}`).join('\n');
}

function deletionText(policy: DeletionPolicy): string {
  if (policy.kind === 'keep') return 'nothing is ever deleted on the standby';
  const { limit } = policy;
  switch (limit.kind) {
    case 'default':
      return 'what is gone from the primary is deleted; a run waits for you beyond 1,000 entries or 10 %';
    case 'entries':
      return `what is gone from the primary is deleted; a run waits for you beyond ${formatCount(limit.entries)}`;
    case 'percent':
      return `what is gone from the primary is deleted; a run waits for you beyond ${String(limit.percent)} %`;
  }
}

function scheduleText({ schedule, conditions, wake }: Pair): string {
  const wakes = wake ? ['this machine wakes up for it'] : [];
  return [scheduleWords(schedule), ...conditionWords(conditions), ...wakes].map(printable).join('\n');
}

function filtersText(pair: Pair): string {
  const { preset, excludes } = pair.filters;
  const lines = [...(preset === 'none' ? [] : [`the preset ${preset}`]), ...excludes.map(printable)];
  return lines.length === 0 ? 'nothing' : lines.join('\n');
}
