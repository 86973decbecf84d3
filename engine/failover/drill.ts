import { randomBytes } from 'node:crypto';
import type { DrillOptions } from '../api/drill.ts';
import { commandDigest } from '../keys/guard-files.ts';
import {
  DRILL_OUTPUT_CHARACTERS,
  type DrillRecord,
  type DrillStep,
  type DrillSubject,
} from '../model/drill.ts';
import type { Strategy } from '../model/failover.ts';
import type { Pair } from '../model/pair.ts';
import type { RunCommand, RunCommandOf } from '../model/run-command.ts';
import { judgeTry, type Judged } from '../plan/drill/judge-try.ts';
import { planDrill, type NotCopied, type PlannedTry } from '../plan/drill/plan-drill.ts';
import type { Clock } from '../platform/clock.ts';
import { tryInCopy } from '../run/ask.ts';
import { requireInstalled, runCommand } from '../run/ask-command.ts';
import type { EngineContext } from '../run/context.ts';
import type { End } from '../run/ends.ts';
import { refuseWhatServes } from '../run/known-role.ts';
import { openDrills } from '../store/drill-store.ts';
import { lookAtCopy } from './look-at-copy.ts';
import { withStandbyOpen } from './standby-door.ts';

/** Tries one thing, and writes down what it came to; `undefined`: there was nothing to try. */
type Tried = (subject: DrillSubject, work: () => Promise<Judged | undefined>) => Promise<Judged | undefined>;

/**
 * Tries on the standby what can be tried without the primary and without changing the copy, and keeps the result. It takes no lock: a drill that
 * goes on for an hour would hold up syncs, and what a sync changes while it is read is no failure. One that is cut leaves what was known
 * before, unless something had failed until then. Throws `endpoint.*`, `setup.outdated`, `standby.promoted`, `run.cancelled`.
 */
export async function drillPair(
  engine: EngineContext,
  pair: Pair,
  strategy: Strategy,
  { signal = new AbortController().signal, onEvent }: DrillOptions,
): Promise<DrillRecord> {
  const isoNow = (): string => new Date(engine.clock.now()).toISOString();
  const startedAt = isoNow();
  const steps: DrillStep[] = [];
  const keep = async (fields: Pick<DrillRecord, 'isCut'>): Promise<DrillRecord> => {
    const drill: DrillRecord = { startedAt, finishedAt: isoNow(), steps, ...fields };
    await openDrills(engine.home).keep(pair, drill);
    return drill;
  };
  await refuseWhatServes(engine, pair);
  try {
    const tried = writingDown(steps, engine.clock, onEvent);
    await withStandbyOpen(engine, pair, (end) => tryAll(end, pair, strategy, tried, signal), signal);
  } catch (error) {
    if (steps.some(({ state }) => state === 'failed')) await keep({ isCut: true });
    throw error;
  }
  return keep({});
}

function writingDown(steps: DrillStep[], clock: Pick<Clock, 'now'>, onEvent: DrillOptions['onEvent']): Tried {
  return async (subject, work) => {
    const begun = clock.now();
    onEvent?.({ type: 'drill.trying', step: subject });
    const judged = await work();
    if (judged === undefined) return undefined;
    const step: DrillStep = {
      ...subject,
      state: judged.state,
      ...(judged.output !== '' && { output: judged.output.slice(-DRILL_OUTPUT_CHARACTERS) }),
      startedAt: new Date(begun).toISOString(),
      durationMs: Math.max(0, clock.now() - begun),
    };
    steps.push(step);
    onEvent?.({ type: 'drill.step', step });
    return judged;
  };
}

async function tryAll(
  end: End,
  pair: Pair,
  strategy: Strategy,
  tried: Tried,
  signal: AbortSignal,
): Promise<void> {
  const commands = pair.commands.filter(isOfDrill);
  await requireInstalled(end, [...new Set(commands.map(({ text }) => commandDigest(text)))].sort(), signal);
  const places = await tried({ kind: 'places' }, () => lookAtCopy(end, pair, signal));
  const isThere = places?.state === 'passed';
  for (const each of planDrill(pair, strategy)) {
    const { kind, text } = each;
    await tried({ kind, ...(text !== undefined && { text }) }, () => tryOne(end, each, isThere, signal));
  }
  for (const command of commands)
    await tried({ kind: 'command', text: command.text }, async () =>
      isThere ? tryCommand(end, command, signal) : NOT_THERE,
    );
}

const NOT_THERE: Judged = { state: 'skipped', output: 'the copy is not all there' };

function isOfDrill(command: RunCommand): command is RunCommandOf<'drill'> {
  return command.when === 'drill';
}

async function tryOne(
  end: End,
  planned: PlannedTry | NotCopied,
  isThere: boolean,
  signal: AbortSignal,
): Promise<Judged | undefined> {
  if (planned.place === undefined) return { state: 'failed', output: 'it is in no volume of the pair' };
  if (!isThere) return planned.kind === 'read' || planned.kind === 'database' ? NOT_THERE : undefined;
  return judgeTry(planned, await tryInCopy(end, planned, signal));
}

/** It has a machine with the copy at hand, and says itself by its status whether what it tried works. */
async function tryCommand(end: End, command: RunCommandOf<'drill'>, signal: AbortSignal): Promise<Judged> {
  const nonce = randomBytes(12).toString('hex');
  const ended = await runCommand(end, command, { nonce, outcome: 'none', runId: 'drill' }, signal);
  const said = ended.output.trimEnd();
  if (ended.isTimedOut)
    return { state: 'failed', output: join(said, `it was ended after ${String(command.timeoutSeconds)} s`) };
  if (ended.code === 0) return { state: 'passed', output: said };
  return { state: 'failed', output: join(said, `it ended with status ${String(ended.code)}`) };
}

function join(said: string, end: string): string {
  return said === '' ? end : `${said}\n${end}`;
}
