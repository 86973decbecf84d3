import { printable } from '../../model/path-text.ts';
import type { Loss } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { RunRecord } from '../../model/run.ts';
import type { SwitchFacts } from '../../plan/runbook/plan-switch.ts';
import type { RunbookInput } from '../../plan/runbook/runbook-input.ts';
import { PRESETS } from '../../plan/presets.ts';
import { APP_WAYS } from '../app/app-ways.ts';
import { lossWhat, lossWhy } from '../losses.ts';
import { problemWords } from '../problems.ts';
import { sourceOf } from '../volume-name.ts';
import { listed, quoted } from './step-words.ts';

const MOST_PATTERNS = 40;
const MOST_FILES = 20;

/** Everything that somebody could look for in the clone and not find. */
export function notInClone(input: RunbookInput, facts: SwitchFacts): readonly string[] {
  const { pair, survey, status } = input;
  return [
    ...(status.recoveryPoint === undefined ? ['Nobody knows what is in it: there is no whole copy.'] : []),
    'Whatever lies on the primary outside the volumes above, and other disks that are mounted inside them.',
    ...presetWords(pair.filters.preset),
    ...excludeWords(pair.filters.excludes),
    ...accessWords(survey),
    ...(status.lastRun === undefined ? [] : runWords(status.lastRun, pair.name)),
    ...servedWords(facts),
  ];
}

function presetWords(preset: RunbookInput['pair']['filters']['preset']): readonly string[] {
  const reasons = [...new Set(PRESETS[preset].map(({ reason }) => reason.split(';')[0] ?? reason))];
  if (reasons.length === 0) return [];
  return [`By the preset ${preset}, what belongs to one machine or one moment: ${reasons.join(', ')}.`];
}

function excludeWords(excludes: readonly string[]): readonly string[] {
  if (excludes.length === 0) return [];
  const shown = excludes.slice(0, MOST_PATTERNS).map(quoted).join(', ');
  const more = excludes.length - MOST_PATTERNS;
  return [`By the pair’s own patterns: ${shown}${more > 0 ? `, and ${String(more)} more` : ''}.`];
}

function accessWords({ primary }: RunbookInput['survey']): readonly string[] {
  if (primary === undefined) return [];
  return [
    ...(primary.fullDiskAccess === false
      ? [
          'What macOS protects on the primary, such as mail, messages, photos and Safari’s data: Warmspare had no Full Disk Access there.',
        ]
      : []),
    ...(primary.isRoot
      ? []
      : ['Files that only root or other people may read: the primary was not read as root.']),
  ];
}

function runWords(run: RunRecord, pairName: string): readonly string[] {
  const volumes = run.volumes.map(({ volumeId, source, destination }) => ({
    id: volumeId,
    source,
    destination,
  }));
  return [
    ...run.volumes.filter(({ state }) => state !== 'done').map((volume) => unfinishedWords(volume)),
    ...run.problems.map((problem) => problemText(problem, pairName)),
    ...run.losses.map((loss) => lossText(loss, volumes)),
  ];
}

function unfinishedWords({ source, state }: RunRecord['volumes'][number]): string {
  const what = state === 'partial' ? 'was copied in part only' : 'was not copied';
  return `Something of ${printable(source)}: in the last sync it ${what}.`;
}

function problemText(problem: Problem, pairName: string): string {
  // Their number is another each night.
  if (problem.code === 'rsync.vanished') return 'Files that came or went while the last sync ran.';
  const { message } = problemWords(problem, APP_WAYS, pairName);
  const files = problem.details.files ?? [];
  if (files.length === 0) return `In the last sync: ${message}`;
  const more = Math.max(0, (problem.details.count ?? files.length) - Math.min(files.length, MOST_FILES));
  const named = files.slice(0, MOST_FILES).map(printable).join(', ');
  return `In the last sync: ${message} ${named}${more > 0 ? `, and ${String(more)} more` : ''}.`;
}

function lossText(loss: Loss, volumes: Parameters<typeof sourceOf>[0]): string {
  const where = loss.volumeId === undefined ? '' : ` of ${sourceOf(volumes, loss.volumeId)}`;
  const what = lossWhat(loss);
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${where}: ${lossWhy(loss)}.`;
}

function servedWords({ shares, daemons, accounts }: SwitchFacts): readonly string[] {
  const folders = (shares ?? []).flatMap((stand) => (stand.kind === 'not-copied' ? [stand.share] : []));
  const services = (daemons ?? []).flatMap((stand) => (stand.kind === 'by-hand' ? [stand.daemon.name] : []));
  const homes = (accounts ?? []).flatMap(({ name, home }) => (home === undefined ? [name] : []));
  return [
    ...folders.map(({ name, path }) => `The shared folder ${quoted(name)} (${printable(path)}).`),
    ...(homes.length === 0 ? [] : [`The home folders of ${listed(homes.map(quoted))}.`]),
    ...(services.length === 0
      ? []
      : [`Programs that have to be installed on the standby by hand: ${listed(services.map(quoted))}.`]),
  ];
}
