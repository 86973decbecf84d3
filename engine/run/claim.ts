import { EngineError } from '../model/problem.ts';
import type { Marker, Volume } from '../model/volume.ts';
import { identityOf } from '../plan/identity.ts';
import { writeMarker } from './ask.ts';
import type { PlannedRun } from './run-context.ts';

/** Before the first byte goes to a new place: the marker that says whose it is, and which volumes the mapping meant. */
export async function claimVolumes(run: PlannedRun): Promise<void> {
  for (const { volume, destination } of run.plan.steps) {
    if (!destination.claim) continue;
    const marker: Marker = { version: 1, pairId: run.pair.id, volumeId: volume.id };
    const outcome = await writeMarker(run.ends.standby, volume.destination, `${JSON.stringify(marker)}\n`);
    if (outcome.kind === 'written' || outcome.kind === 'same') continue;
    throw EngineError.of('volume.unclaimable', {
      side: 'standby',
      volumeId: volume.id,
      path: volume.destination,
      ...(outcome.kind === 'other' ? { found: outcome.found.slice(0, 200) } : {}),
    });
  }
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
