import type { LeftOutDraft, LeftOutOptions, LeftOutReport, LeftOutSource } from '../../api/left-out.ts';
import { NO_FAILOVER_SETTINGS } from '../../model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED, type Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { Volume } from '../../model/volume.ts';
import { isAlive } from '../../platform/process-identity.ts';
import { explainedRules } from '../../plan/filters.ts';
import { openWorkDir, sweepWorkDirs } from '../../store/work-dir.ts';
import { probe } from '../ask.ts';
import type { EngineContext } from '../context.ts';
import { openAgent, openSide, type End } from '../ends.ts';
import { newPairId, newRunId, newVolumeId } from '../ids.ts';
import { roleOf, valid } from '../valid-pair.ts';
import { lookThrough } from './look-through.ts';

const TOLD_EVERY_MS = 250;

/** Whose primary, which volumes, and what they leave out. */
interface Subject {
  readonly pair: Pair;
  /** The volumes are those of the configuration. */
  readonly isStored: boolean;
}

/** What the patterns leave out, and why. Changes nothing, on no machine. Rejects with `pair.invalid`, `run.cancelled`, `endpoint.*`. */
export async function leftOut(
  engine: EngineContext,
  asked: Pair | LeftOutDraft,
  pairOf: (name: string) => Promise<Pair>,
  options: LeftOutOptions,
): Promise<LeftOutReport> {
  const { pair, isStored } = await subjectOf(engine, asked, pairOf);
  const signal = options.signal ?? new AbortController().signal;
  const report = new GrowingReport(engine, pair.volumes, isStored, options);
  const ports = { isAlive, clock: engine.clock };
  await sweepWorkDirs(engine.home, ports);
  const work = await openWorkDir(engine.home, newRunId(engine.clock.now()), engine.owner);
  try {
    await withPrimary(engine, pair, signal, async (end) => {
      const sources = pair.volumes.map(({ source }) => source);
      const { rsyncs } = await probe(end, sources, engine.clock, signal);
      for (const [at, volume] of pair.volumes.entries()) {
        const rules = explainedRules(pair, volume);
        if (!rules.ok) throw new Error('patterns that were valid are not');
        const [rsync] = rsyncs;
        if (rsync === undefined) report.tell(at, 'untold', () => ({}));
        else
          await lookThrough(
            { end, rsync, source: volume.source, work, signal },
            volume.id,
            rules.value,
            (state, known) => report.tell(at, state, known),
          );
      }
    });
    return report.now();
  } finally {
    await work.remove();
  }
}

async function withPrimary(
  engine: EngineContext,
  pair: Pair,
  signal: AbortSignal,
  work: (end: End) => Promise<void>,
): Promise<void> {
  // The standby is not asked: its key need not open.
  const alone: Pair = { ...pair, standby: { kind: 'local' }, driver: 'local' };
  const agent = await openAgent(alone, engine);
  try {
    await agent?.openKeys();
    const end = await openSide(alone, 'primary', engine, agent, signal);
    try {
      await work(end);
    } finally {
      await end.close();
    }
  } finally {
    await agent?.close();
  }
}

async function subjectOf(
  engine: EngineContext,
  asked: Pair | LeftOutDraft,
  pairOf: (name: string) => Promise<Pair>,
): Promise<Subject> {
  if ('volumes' in asked) return { pair: asked, isStored: true };
  const { source, preset, excludes } = asked;
  const stored = asked.pair === undefined ? undefined : await pairOf(asked.pair);
  if (source === undefined && stored === undefined)
    throw EngineError.of('pair.invalid', { text: 'neither a pair nor a source is named' });
  const filters = { preset, excludes: [...excludes] };
  const volumes = source === undefined ? stored?.volumes : [volumeOf(source)];
  const base = stored ?? {
    id: newPairId(),
    name: 'draft',
    primary: { kind: 'local' as const },
    standby: { kind: 'local' as const },
    driver: 'local' as const,
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: new Date(engine.clock.now()).toISOString(),
  };
  return { pair: valid({ ...base, volumes, filters }), isStored: source === undefined };
}

function volumeOf(source: string): Volume {
  // Nothing is copied anywhere: the destination only has to be a path.
  return { id: newVolumeId(), source, destination: source, role: roleOf(source), deletion: { kind: 'keep' } };
}

/** Tells now and then what is known, whatever comes how often. */
class GrowingReport {
  readonly #engine: EngineContext;
  readonly #sources: LeftOutSource[];
  readonly #onProgress: LeftOutOptions['onProgress'];
  #toldMs = -Infinity;

  constructor(
    engine: EngineContext,
    volumes: readonly Volume[],
    isStored: boolean,
    { onProgress }: LeftOutOptions,
  ) {
    this.#engine = engine;
    this.#onProgress = onProgress;
    this.#sources = volumes.map(({ id, source }) => ({
      volumeId: isStored ? id : undefined,
      source,
      state: 'waiting',
      rsync: undefined,
      kept: undefined,
      patterns: [],
      problem: undefined,
    }));
  }

  tell(at: number, state: LeftOutSource['state'], known: () => Partial<LeftOutSource>): void {
    const before = this.#sources[at];
    const now = this.#engine.clock.monotonic();
    if (before === undefined || (state === before.state && now - this.#toldMs < TOLD_EVERY_MS)) return;
    this.#sources[at] = { ...before, ...known(), state };
    this.#toldMs = now;
    this.#onProgress?.(this.now());
  }

  now(): LeftOutReport {
    return { sources: [...this.#sources] };
  }
}
