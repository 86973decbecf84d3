import { EngineError } from '../model/problem.ts';
import type { Marker, Volume } from '../model/volume.ts';
import { identityOf } from '../plan/identity.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import { clearMarker, writeMarker } from './ask.ts';
import { recheckClaim } from './recheck.ts';
import type { PlannedRun } from './run-context.ts';

/** Before the first byte goes to a new place: the marker that says whose it is, and which volumes the mapping meant. */
export async function claimVolumes(run: PlannedRun): Promise<void> {
  for (const step of run.plan.steps) if (step.destination.claim) await claim(run, step);
  const unknown = run.plan.steps.filter(({ volume }) => volume.identity === undefined);
  if (unknown.length === 0) return;
  const identities = new Map(
    unknown.map(({ volume, facts }) => [
      volume.id,
      { source: identityOf(facts.source), destination: identityOf(facts.destination) },
    ]),
  );
  const withIdentity = (volume: Volume): Volume => {
    const identity = identities.get(volume.id);
    return identity === undefined ? volume : { ...volume, identity };
  };
  await run.engine.config.update((config) => ({
    ...config,
    pairs: config.pairs.map((pair) =>
      pair.id === run.pair.id ? { ...pair, volumes: pair.volumes.map(withIdentity) } : pair,
    ),
  }));
}

async function claim(run: PlannedRun, step: VolumeStep): Promise<void> {
  const { volume } = step;
  const marker: Marker = { version: 1, pairId: run.pair.id, volumeId: volume.id };
  const outcome = await writeMarker(run.ends.standby, volume.destination, JSON.stringify(marker));
  if (outcome.kind !== 'written' && outcome.kind !== 'same')
    throw EngineError.of('volume.unclaimable', {
      side: 'standby',
      volumeId: volume.id,
      path: volume.destination,
      ...(outcome.kind === 'other' ? { found: outcome.found.slice(0, 200) } : {}),
    });
  try {
    await recheckClaim(run, step);
  } catch (error) {
    // The disk went away since the plan was made: what was claimed is the folder where it had been.
    if (outcome.kind === 'written')
      await clearMarker(run.ends.standby, volume.destination).catch(() => undefined);
    throw error;
  }
}
