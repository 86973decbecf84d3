import type { Side } from '../model/endpoint.ts';
import type { HostFacts } from '../model/facts.ts';
import { planSync } from '../plan/plan-sync.ts';
import type { Outcome } from '../model/run.ts';
import { probe } from './ask.ts';
import { openEnds, type End } from './ends.ts';
import type { PlannedRun, RunContext } from './run-context.ts';

/** Reaches both machines, asks them everything at once, and plans. A refusal ends the run before anything is touched. */
export async function withPlan(
  run: RunContext,
  body: (planned: PlannedRun) => Promise<Outcome>,
): Promise<Outcome> {
  run.recorder.phase('probing');
  const { ends, facts } = await openEnds(
    run.pair,
    run.engine,
    (side, end) => askSide(run, side, end),
    run.signal,
  );
  try {
    const plan = planSync(run.pair, facts);
    if (!plan.ok) {
      run.recorder.set({ refusals: plan.error });
      return 'refused';
    }
    run.recorder.set({ losses: plan.value.losses });
    return await body({ ...run, ends, plan: plan.value });
  } finally {
    await ends.close();
  }
}

function askSide(run: RunContext, side: Side, end: End): Promise<HostFacts> {
  const paths = run.pair.volumes.map(({ source, destination }) =>
    side === 'primary' ? source : destination,
  );
  return probe(end, paths, run.engine.clock, run.signal);
}
