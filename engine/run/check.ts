import type { CheckOptions, CheckReport, EndReport } from '../api/engine.ts';
import type { Side } from '../model/endpoint.ts';
import type { HostFacts } from '../model/facts.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { planSync } from '../plan/plan-sync.ts';
import { requireInstalled } from './ask-command.ts';
import { clearMarker, probe } from './ask.ts';
import { digestsOf } from './commands.ts';
import type { EngineContext } from './context.ts';
import { lockPair } from './run-frame.ts';
import { openAgent, openSide, type End } from './ends.ts';

interface Asked {
  readonly end: End | undefined;
  readonly report: EndReport;
}

/** Asks both machines for everything that a sync would want to know. A machine that is away does not hide the other. */
export async function runCheck(
  engine: EngineContext,
  pair: Pair,
  options: CheckOptions,
): Promise<CheckReport> {
  if (options.acceptVolumes !== true) return await askBoth(engine, pair, options);
  // Before the places are looked at: a run that ended in between would leave a marker that nobody has seen.
  const lock = await lockPair(engine, pair);
  try {
    return await askBoth(engine, pair, options);
  } finally {
    await lock.release();
  }
}

async function askBoth(engine: EngineContext, pair: Pair, options: CheckOptions): Promise<CheckReport> {
  let unusableKey: EngineError | undefined;
  const unusable = (error: unknown): undefined => {
    if (!(error instanceof EngineError)) throw error;
    unusableKey = error;
  };
  const agent = await openAgent(pair, engine).catch(unusable);
  await agent?.openKeys().catch(unusable);
  const opened: End[] = [];
  const ask = async (side: Side): Promise<Asked> => {
    const paths = pair.volumes.map((volume) => (side === 'primary' ? volume.source : volume.destination));
    let end: End | undefined;
    try {
      if (unusableKey !== undefined && pair[side].kind === 'ssh') throw unusableKey;
      end = await openSide(pair, side, engine, agent, options.signal);
      opened.push(end);
      if (side === 'standby') await requireInstalled(end, digestsOf(pair.commands, side), options.signal);
      return {
        end,
        report: { state: 'reached', facts: await probe(end, paths, engine.clock, options.signal) },
      };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const problem = { ...error.problem, details: { side, ...error.problem.details } };
      return { end, report: { state: 'failed', problem } };
    }
  };
  try {
    const primary = await ask('primary');
    const standby = await ask('standby');
    if (options.acceptVolumes === true && standby.end !== undefined) {
      return await accept(engine, pair, { primary, standby: { end: standby.end, report: standby.report } });
    }
    return reportOf(pair, primary.report, standby.report);
  } finally {
    await Promise.all(opened.map((end) => end.close()));
    await agent?.close();
  }
}

function reportOf(pair: Pair, primary: EndReport, standby: EndReport): CheckReport {
  const nothing = { pair, primary, standby, refusals: [], losses: [], notices: [] };
  if (primary.state === 'failed' || standby.state === 'failed') return nothing;
  const plan = planSync(pair, { primary: primary.facts, standby: standby.facts });
  if (!plan.ok) return { ...nothing, refusals: plan.error };
  return { ...nothing, losses: plan.value.losses, notices: plan.value.notices };
}

/**
 * Forgets which volumes the pair meant and takes its (or another pair's) markers away, so that the next sync treats the
 * places as new: it is held when it would overwrite or delete anything there.
 */
async function accept(
  engine: EngineContext,
  pair: Pair,
  asked: { readonly primary: Asked; readonly standby: { readonly end: End; readonly report: EndReport } },
): Promise<CheckReport> {
  const { report, end } = asked.standby;
  if (report.state === 'failed') return reportOf(pair, asked.primary.report, report);
  const { facts } = report;
  for (const place of facts.places)
    if (place.state === 'present' && place.marker !== undefined) await clearMarker(end, place.path);
  const config = await engine.config.update((current) => ({
    ...current,
    pairs: current.pairs.map((other) =>
      other.id === pair.id
        ? {
            ...other,
            acceptedAt: new Date(engine.clock.now()).toISOString(),
            volumes: other.volumes.map(({ identity: _identity, ...volume }) => volume),
          }
        : other,
    ),
  }));
  const accepted = config.pairs.find(({ id }) => id === pair.id) ?? pair;
  const cleared: HostFacts = {
    ...facts,
    places: facts.places.map((place) => ({ ...place, marker: undefined })),
  };
  return reportOf(accepted, asked.primary.report, { state: 'reached', facts: cleared });
}
