import type { Side } from '../model/endpoint.ts';
import type { HostFacts, TreeTraits } from '../model/facts.ts';
import type { VolumeId } from '../model/ids.ts';
import { planSync } from '../plan/plan-sync.ts';
import type { Outcome } from '../model/run.ts';
import { probe, treeTraits } from './ask.ts';
import { openEnds, type End } from './ends.ts';
import type { PlannedRun, RunContext } from './run-context.ts';

/** Reaches both machines, asks them everything at once, and plans. A refusal ends the run before anything is touched. */
export async function withPlan(
  run: RunContext,
  body: (planned: PlannedRun) => Promise<Outcome>,
): Promise<Outcome> {
  run.recorder.phase('probing');
  const traits = new Map<VolumeId, TreeTraits>();
  const { ends, facts } = await openEnds(
    run.pair,
    run.engine,
    async (side, end) => {
      const answer = await askSide(run, side, end);
      if (side === 'primary') await lookAtTrees(run, end, traits);
      return answer;
    },
    run.signal,
  );
  try {
    const plan = planSync(run.pair, facts);
    if (!plan.ok) {
      run.recorder.set({ refusals: plan.error });
      return 'refused';
    }
    run.recorder.set({ losses: plan.value.losses });
    return await body({ ...run, ends, plan: plan.value, traits });
  } finally {
    await ends.close();
  }
}

/** While the standby is being reached: how the files of volumes that have no copy yet are best sent. */
async function lookAtTrees(run: RunContext, end: End, traits: Map<VolumeId, TreeTraits>): Promise<void> {
  const fresh = run.pair.volumes.filter(({ identity }) => identity === undefined);
  if (fresh.length === 0 || run.recorder.record.mode !== 'sync') return;
  const found = await treeTraits(
    end,
    fresh.map(({ source }) => source),
    run.signal,
  );
  for (const [index, { id }] of fresh.entries()) {
    const one = found[index];
    if (one !== undefined) traits.set(id, one);
  }
}

function askSide(run: RunContext, side: Side, end: End): Promise<HostFacts> {
  const paths = run.pair.volumes.map(({ source, destination }) =>
    side === 'primary' ? source : destination,
  );
  return probe(end, paths, run.engine.clock, run.signal);
}
