import type { CheckReport, EndReport } from '../../api/engine.ts';
import { formatEndpoint, type Side } from '../../model/endpoint.ts';
import type { HostFacts, PlaceFacts, RsyncFacts } from '../../model/facts.ts';
import type { Pair } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import { noticeWords } from '../text/explain.ts';
import { command } from '../text/command.ts';
import { joinWords } from '../../text/words.ts';
import { countOf, formatBytes } from '../../text/amounts.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';
import { printFidelity } from './fidelity.ts';
import { printProblem, printRefusal } from './problem.ts';
import { sourceOf } from '../../text/volume-name.ts';

/** Both machines, the volumes on them, what a copy keeps, and whether a sync would start. */
export function printCheckReport(report: CheckReport, context: PrintContext): string {
  const { pair } = report;
  const { strong } = context.style;
  return [
    `${strong(printable(pair.name))}: ${printable(formatEndpoint(pair.primary))} -> ${printable(formatEndpoint(pair.standby))}`,
    `${strong('Primary')}\n${printEnd(report.primary, pair)}`,
    `${strong('Standby')}\n${printEnd(report.standby, pair)}`,
    `${strong('Volumes')}\n${printVolumes(report)}`,
    ...printKept(report, context),
    ...(report.notices.length === 0 ? [] : [`${strong('Please note')}\n${printNotices(report)}`]),
    printVerdict(report, context),
  ].join('\n\n');
}

/** Only known for a plan that would start: nothing is claimed to be kept before. */
function printKept(
  { primary, refusals, losses, pair, ...report }: CheckReport,
  { style }: PrintContext,
): string[] {
  if (primary.state === 'failed' || report.standby.state === 'failed' || refusals.length > 0) return [];
  return [`${style.strong('A copy keeps')}\n${printFidelity(losses, pair.volumes, primary.facts)}`];
}

function isReached({ primary, standby }: CheckReport): boolean {
  return primary.state === 'reached' && standby.state === 'reached';
}

function printEnd(end: EndReport, pair: Pair): string {
  if (end.state === 'failed') return indent(printProblem(end.problem, pair.name));
  const { facts } = end;
  return formatFields([
    ['Machine', `${printable(facts.hostName)}, ${printable(facts.osName)}, ${chipText(facts)}`],
    ['User', `${printable(facts.user.name)}${facts.user.uid === 0 ? '' : ' (not root)'}`],
    ['rsync', facts.rsyncs.length === 0 ? 'none found' : facts.rsyncs.map(rsyncText).join('\n')],
    ...(facts.fullDiskAccess === false
      ? [['Disk access', 'no Full Disk Access: some of a Mac’s own data cannot be read'] as const]
      : []),
  ]);
}

/** `arm64 (Apple silicon)` */
function chipText(facts: HostFacts): string {
  if (facts.os !== 'darwin') return printable(facts.arch);
  return `${printable(facts.arch)} (${facts.arch === 'arm64' ? 'Apple silicon' : 'Intel'})`;
}

const FLAVOURS: Readonly<Record<RsyncFacts['flavour'], string>> = {
  gnu: 'rsync',
  'apple-openrsync': 'Apple’s openrsync, compatible with',
  'apple-2.6.9': 'Apple’s rsync',
  openrsync: 'openrsync, compatible with',
  unknown: 'an unknown rsync,',
};

function rsyncText(rsync: RsyncFacts, at: number): string {
  const use = at === 0 ? '' : '  (not used)';
  return `${FLAVOURS[rsync.flavour]} ${printable(rsync.version)}, ${printable(rsync.path)}${use}`;
}

function printVolumes(report: CheckReport): string {
  return report.pair.volumes
    .map((volume, at) => {
      const title = `  ${printable(volume.source)} -> ${printable(volume.destination)}`;
      const fields = formatFields(
        [
          ['primary', placeText(report.primary, at, 'primary')],
          ['standby', placeText(report.standby, at, 'standby')],
        ],
        '    ',
      );
      return `${title}\n${fields}`;
    })
    .join('\n');
}

/** `at`: the volume's place among the pair's; places come in the order in which they were asked for. */
function placeText(end: EndReport, at: number, side: Side): string {
  if (end.state === 'failed') return 'unknown: the machine was not reached';
  const place = end.facts.places[at];
  if (place === undefined) return 'unknown';
  if (place.state !== 'present') return `${PLACE_STATES[place.state]}; ${mountText(place)}`;
  const size =
    side === 'primary'
      ? `${formatBytes(place.usedBytes)} used on its volume`
      : `${formatBytes(place.freeBytes)} free`;
  return [size, mountText(place), ...(place.readOnly ? ['read-only'] : [])].join(', ');
}

const PLACE_STATES: Readonly<Record<Exclude<PlaceFacts['state'], 'present'>, string>> = {
  missing: 'missing',
  'not-a-directory': 'not a folder',
  unreadable: 'cannot be read',
};

/** `apfs mounted at /Volumes/Users` */
function mountText(place: PlaceFacts): string {
  return `${printable(place.fileSystem)} mounted at ${printable(place.mountPoint)}`;
}

function printNotices({ notices, pair }: CheckReport): string {
  return notices
    .map((notice) => {
      const volume = 'volumeId' in notice ? sourceOf(pair.volumes, notice.volumeId) : '';
      return `  ${joinWords(noticeWords(notice, volume))}`;
    })
    .join('\n');
}

function printVerdict(report: CheckReport, { style }: PrintContext): string {
  const { refusals, pair } = report;
  if (refusals.length > 0) {
    const title = `A sync would be refused, for ${countOf(refusals.length, 'reason')}:`;
    const reasons = refusals.map((refusal) => indent(printRefusal(refusal, pair.name)));
    return [style.bad(title), ...reasons].join('\n');
  }
  if (!isReached(report)) return style.bad('A sync would fail: not both machines were reached.');
  return `${style.good('Ready:')} a sync would start. Try it with: ${command('sync', pair.name, '--preview')}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
