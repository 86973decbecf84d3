import type { Side } from '../model/endpoint.ts';
import type { HostFacts, TreeTraits } from '../model/facts.ts';
import type { VolumeId } from '../model/ids.ts';
import { planSync } from '../plan/plan-sync.ts';
import type { Outcome } from '../model/run.ts';
import { requireUnfenced, requireUnfencedPlaces } from './ask-role.ts';
import { probe, treeTraits } from './ask.ts';
import { openEnds, type End, type Ends } from './ends.ts';
import { goesWithCommands, withCommands } from './commands.ts';
import { noteSpace } from './note-space.ts';
import type { PlannedRun, RunContext } from './run-context.ts';

type Body = (planned: PlannedRun) => Promise<Outcome>;
type Traits = Map<VolumeId, TreeTraits>;

/**
 * Reaches both machines, asks them everything at once, and plans. A refusal ends the run before anything is touched. The pair's
 * commands come between the two: what they make or mount is to be seen.
 */
export async function withPlan(
  run: RunContext,
  body: Body,
  { commands = true }: { readonly commands?: boolean } = {},
): Promise<Outcome> {
  run.recorder.phase('probing');
  const traits: Traits = new Map();
  if (commands && goesWithCommands(run)) return withPlanAndCommands(run, traits, body);
  const ask = (side: Side, end: End): Promise<HostFacts> => askSide(run, side, end, traits);
  const { ends, facts } = await openEnds(run.pair, run.engine, ask, run.signal);
  try {
    return await onPlan(run, ends, facts, traits, body);
  } finally {
    await ends.close();
  }
}

async function withPlanAndCommands(run: RunContext, traits: Traits, body: Body): Promise<Outcome> {
  const { ends } = await openEnds(run.pair, run.engine, () => Promise.resolve(), run.signal);
  try {
    await requireUnfenced(ends.standby, run.pair, run.signal);
    return await withCommands(run, ends, async () => {
      run.recorder.phase('probing');
      const [primary, standby] = await Promise.all([
        askSide(run, 'primary', ends.primary, traits),
        askSide(run, 'standby', ends.standby, traits),
      ]);
      return onPlan(run, ends, { primary, standby }, traits, body);
    });
  } finally {
    await ends.close();
  }
}

function onPlan(
  run: RunContext,
  ends: Ends,
  facts: Readonly<Record<Side, HostFacts>>,
  traits: Traits,
  body: Body,
): Promise<Outcome> {
  noteSpace(run, facts.standby);
  const plan = planSync(run.pair, facts);
  if (!plan.ok) {
    run.recorder.set({ refusals: plan.error });
    return Promise.resolve('refused');
  }
  run.recorder.set({ losses: plan.value.losses });
  return body({ ...run, ends, plan: plan.value, traits });
}

/** While the standby is being reached: how the files of volumes that have no copy yet are best sent. */
async function lookAtTrees(run: RunContext, end: End, traits: Traits): Promise<void> {
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

async function askSide(run: RunContext, side: Side, end: End, traits: Traits): Promise<HostFacts> {
  const paths = run.pair.volumes.map(({ source, destination }) =>
    side === 'primary' ? source : destination,
  );
  const facts = await probe(end, paths, run.engine.clock, run.signal);
  if (side === 'primary') await lookAtTrees(run, end, traits);
  else requireUnfencedPlaces(end, facts.places);
  return facts;
}
