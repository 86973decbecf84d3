import { randomBytes } from 'node:crypto';
import { formatEndpoint } from '../model/endpoint.ts';
import type { HostFacts, PlaceCheck, TreeTraits } from '../model/facts.ts';
import type { DrillAnswer } from '../model/drill-answer.ts';
import type { MachineFacts } from '../model/machine.ts';
import type { PathText } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ShellOptions } from '../model/shell.ts';
import type { Clock } from '../platform/clock.ts';
import { DRILL_SCRIPT, drillArguments, type DrillAsk } from '../platform/drill-script.ts';
import {
  CONFINED_LINKED_FILES_SCRIPT,
  hardLinkInput,
  HARD_LINKS_SCRIPT,
  LINKED_FILES_SCRIPT,
  parseConfinedLinkedFiles,
  parseLinkedFiles,
} from '../platform/hard-links.ts';
import { parseDrill } from '../platform/parse-drill.ts';
import { parsePlaceChecks, parseProbe } from '../platform/parse-probe.ts';
import { parseSurvey } from '../platform/parse-survey.ts';
import {
  CLEAR_MARKER_SCRIPT,
  DISK_USAGE_SCRIPT,
  parseClearMarker,
  parseDiskUsage,
  parseHardLinks,
  parseWriteMarker,
  WRITE_MARKER_SCRIPT,
  writeMarkerArguments,
  type DiskUsage,
  type MarkerOutcome,
} from '../platform/place-scripts.ts';
import { probeArguments, PROBE_SCRIPT } from '../platform/probe-script.ts';
import { SURVEY_SCRIPT, surveyArguments } from '../platform/survey-script.ts';
import { parseTreeTraits, TREE_TRAITS_SCRIPT } from '../platform/tree-traits.ts';
import { parseRsyncVersion, rankRsyncs } from '../rsync/version.ts';
import type { End } from './ends.ts';

const WALK_TIMEOUT_MS = 600_000;
/** Several of its tools may each hang for as long as they may. */
const SURVEY_TIMEOUT_MS = 180_000;
/** For the line, and for what the script there does when its time is over. */
const GRACE_SECONDS = 60;
/** To look through a tree is worth no more than this. */
const TRAITS_TIMEOUT_MS = 5_000;

/** Runs one script and reads its answer; one that makes no sense is `endpoint.garbled`. */
async function ask<T>(
  end: End,
  script: string,
  args: (nonce: string) => readonly PathText[],
  read: (stdout: Uint8Array, nonce: string) => Result<T, string>,
  options: ShellOptions = {},
): Promise<T> {
  const nonce = randomBytes(8).toString('hex');
  const result = await end.shell.run(script, args(nonce), {
    timeoutMs: end.patience.answerSeconds * 1000,
    ...options,
  });
  const answer = read(result.stdout, nonce);
  if (answer.ok) return answer.value;
  const endpoint = end.kind === 'local' ? 'local' : formatEndpoint(end.endpoint);
  const said = Buffer.from(result.stdout.subarray(0, 1000)).toString('latin1');
  throw EngineError.of('endpoint.garbled', {
    endpoint,
    text: answer.error,
    output: `${said}\n${result.stderr.slice(-1000)}`.trim(),
    ...(result.code === null ? {} : { exitCode: result.code }),
  });
}

/** Everything about a machine and the given places on it, in one round trip; its usable rsyncs best first. */
export async function probe(
  end: End,
  paths: readonly PathText[],
  clock: Clock,
  signal?: AbortSignal,
): Promise<HostFacts> {
  const sentAtMs = clock.now();
  const report = await ask(
    end,
    PROBE_SCRIPT,
    (nonce) => probeArguments('full', nonce, paths),
    (stdout, nonce) => parseProbe(stdout, { nonce, paths, sentAtMs, receivedAtMs: clock.now() }),
    signal === undefined ? {} : { signal },
  );
  const rsyncs = report.rsyncs.map(({ path, text }) => parseRsyncVersion(path, text));
  return { ...report, rsyncs: rankRsyncs(rsyncs) };
}

/** What a machine is as far as a failover goes by it, and the disks that the given places lie on. Takes seconds. */
export function surveyMachine(
  end: End,
  paths: readonly PathText[],
  signal?: AbortSignal,
): Promise<MachineFacts> {
  return ask(
    end,
    SURVEY_SCRIPT,
    (nonce) => surveyArguments(nonce, paths),
    (stdout, nonce) => parseSurvey(stdout, { nonce, paths }),
    { timeoutMs: SURVEY_TIMEOUT_MS, ...(signal && { signal }) },
  );
}

/** Tries one thing in one place of the copy, for as long as it may take. */
export function tryInCopy(end: End, what: DrillAsk, signal: AbortSignal): Promise<DrillAnswer> {
  return ask(end, DRILL_SCRIPT, (nonce) => drillArguments(nonce, what), parseDrill, {
    timeoutMs: (what.seconds + GRACE_SECONDS) * 1_000,
    holdStdin: true,
    signal,
  });
}

/** Where these places lie now, without the rest. */
export function readPlaces(
  end: End,
  paths: readonly PathText[],
  signal?: AbortSignal,
): Promise<readonly PlaceCheck[]> {
  return ask(
    end,
    PROBE_SCRIPT,
    (nonce) => probeArguments('check', nonce, paths),
    (stdout, nonce) => parsePlaceChecks(stdout, { nonce, paths }),
    signal === undefined ? {} : { signal },
  );
}

export function writeMarker(end: End, directory: PathText, content: string): Promise<MarkerOutcome> {
  return ask(
    end,
    WRITE_MARKER_SCRIPT,
    (nonce) => writeMarkerArguments(nonce, directory, content),
    parseWriteMarker,
  );
}

/** Removes the app's marker from a directory, whoever's it is; fine when there is none. */
export function clearMarker(end: End, directory: PathText): Promise<'cleared' | 'failed'> {
  return ask(end, CLEAR_MARKER_SCRIPT, (nonce) => [nonce, directory], parseClearMarker);
}

export function diskUsage(end: End, directory: PathText, signal?: AbortSignal): Promise<DiskUsage> {
  return ask(end, DISK_USAGE_SCRIPT, (nonce) => [nonce, directory], parseDiskUsage, {
    timeoutMs: WALK_TIMEOUT_MS,
    ...(signal && { signal }),
  });
}

/** What the files below these directories are like; of trees that take long to look through, the worst. */
export async function treeTraits(
  end: End,
  directories: readonly PathText[],
  signal?: AbortSignal,
): Promise<readonly TreeTraits[]> {
  try {
    return await ask(
      end,
      TREE_TRAITS_SCRIPT,
      (nonce) => [nonce, ...directories],
      (stdout, nonce) => parseTreeTraits(stdout, nonce, directories.length),
      { timeoutMs: TRAITS_TIMEOUT_MS, ...(signal && { signal }) },
    );
  } catch (error) {
    if (!(error instanceof EngineError) || signal?.aborted === true) throw error;
    return directories.map(() => ({ large: true, sparse: true }));
  }
}

/** Is any of these entries below the directory a file with more than one name? */
export async function hasLinkedFiles(
  end: End,
  directory: PathText,
  paths: AsyncIterable<PathText>,
  signal?: AbortSignal,
): Promise<boolean> {
  const answer = await ask(end, HARD_LINKS_SCRIPT, (nonce) => [nonce, directory], parseHardLinks, {
    timeoutMs: WALK_TIMEOUT_MS,
    stdin: hardLinkInput(paths),
    ...(signal && { signal }),
  });
  return answer === 'linked';
}

/** Which of these entries below the directory are files with more than one name? */
export function linkedFiles(
  end: End,
  directory: PathText,
  paths: AsyncIterable<PathText> | Iterable<PathText>,
  signal?: AbortSignal,
): Promise<readonly PathText[]> {
  const [script, parse] = end.isGuarded
    ? ([CONFINED_LINKED_FILES_SCRIPT, parseConfinedLinkedFiles] as const)
    : ([LINKED_FILES_SCRIPT, parseLinkedFiles] as const);
  return ask(end, script, (nonce) => [nonce, directory], parse, {
    timeoutMs: WALK_TIMEOUT_MS,
    stdin: hardLinkInput(paths),
    ...(signal && { signal }),
  });
}
