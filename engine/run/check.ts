import type { CheckOptions, CheckReport, EndReport } from '../api/engine.ts';
import type { Side } from '../model/endpoint.ts';
import type { HostFacts } from '../model/facts.ts';
import type { Pair } from '../model/pair.ts';
import { planSync } from '../plan/plan-sync.ts';
import { requireInstalled } from './ask-command.ts';
import { requireUnfencedPlaces } from './ask-role.ts';
import { clearMarker, probe } from './ask.ts';
import { digestsOf } from './commands.ts';
import type { EngineContext } from './context.ts';
import { withEachSide, type Asked } from './each-side.ts';
import type { End } from './ends.ts';
import { noteRole } from './known-role.ts';
import { lockPair } from './run-frame.ts';

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

function askBoth(engine: EngineContext, pair: Pair, options: CheckOptions): Promise<CheckReport> {
  const ask = async (side: Side, end: End): Promise<HostFacts> => {
    const paths = pair.volumes.map((volume) => (side === 'primary' ? volume.source : volume.destination));
    if (side === 'standby') await requireInstalled(end, digestsOf(pair.commands, side), options.signal);
    const facts = await probe(end, paths, engine.clock, options.signal);
    if (side === 'standby') requireUnfencedPlaces(end, facts.places);
    return facts;
  };
  const use = async ({ primary, standby }: Record<Side, Asked<HostFacts>>): Promise<CheckReport> => {
    await noteSeen(engine, pair, endReport(standby));
    return options.acceptVolumes === true && standby.end !== undefined
      ? accept(engine, pair, endReport(primary), { end: standby.end, report: endReport(standby) })
      : reportOf(pair, endReport(primary), endReport(standby));
  };
  return withEachSide(engine, pair, ask, use, options.signal);
}

function endReport({ answer }: Asked<HostFacts>): EndReport {
  return answer.ok ? { state: 'reached', facts: answer.value } : { state: 'failed', problem: answer.error };
}

/** Of a machine that was not reached nothing is known. */
async function noteSeen(engine: EngineContext, pair: Pair, report: EndReport): Promise<void> {
  if (report.state === 'reached') await noteRole(engine, pair, undefined);
  else if (report.problem.code === 'standby.promoted') await noteRole(engine, pair, report.problem);
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
  primary: EndReport,
  { end, report }: { readonly end: End; readonly report: EndReport },
): Promise<CheckReport> {
  if (report.state === 'failed') return reportOf(pair, primary, report);
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
  return reportOf(accepted, primary, { state: 'reached', facts: cleared });
}
