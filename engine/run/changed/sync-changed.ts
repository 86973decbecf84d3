import type { ChangeRound, ChangeSource, Doubt, Drift } from '../../model/changed-paths.ts';
import type { VolumeId } from '../../model/ids.ts';
import { err, ok, type Result } from '../../model/result.ts';
import type { Outcome } from '../../model/run.ts';
import { ownCpuMs } from '../../platform/own-cpu.ts';
import { restAfter } from '../../plan/schedule/pace.ts';
import { applyAll, mayBeGone } from '../apply-all.ts';
import { compareVolume, type Compared } from '../compare.ts';
import type { PlannedRun } from '../run-context.ts';
import { doubtOf } from './decide-changed.ts';
import { leaveBehind } from './leave-behind.ts';
import { LinkNames } from './link-names.ts';
import { asWord, lookAtChanges } from './look-at-changes.ts';

/** What is in another's way is looked at again before anybody is told. */
const TRIES = 6;
/** Whoever wants this pair meanwhile has to wait, and the machine is kept awake: the rest of the rest comes after the run. */
const LONGEST_REST_MS = 5_000;

/** The other names of files, remembered for as long as there is the journal. */
const LINKS = new WeakMap<ChangeSource, Map<VolumeId, LinkNames>>();

/** `undefined`: the journal itself knows that everything has to be gone through. */
type OrDoubt = Result<Outcome, Doubt | undefined>;

/** Copies what changed, and looks at nothing else. With a doubt, nothing was done, and everything has to be gone through. */
export async function syncChanged(run: PlannedRun, source: ChangeSource): Promise<OrDoubt> {
  if (!canFollow(run)) return err('no-list');
  const { clock } = run.engine;
  for (let tries = 1; ; tries++) {
    const [startedAt, workedBefore] = [clock.monotonic(), ownCpuMs()];
    const end = await tryOnce(run, source, tries === TRIES);
    if (end !== 'again') return end;
    // Where things come and go all the time, the next look would find the same.
    const rest = restAfter(clock.monotonic() - startedAt, ownCpuMs() - workedBefore);
    await clock.sleep(Math.min(rest, LONGEST_REST_MS), run.signal).catch(() => undefined);
  }
}

async function tryOnce(run: PlannedRun, source: ChangeSource, isLast: boolean): Promise<OrDoubt | 'again'> {
  const round = await source.begin();
  let done: ReadonlyMap<VolumeId, Drift> | undefined;
  try {
    if (round.scope.kind !== 'changed') return err(undefined);
    const compared = await compareChanged(run, round, source);
    if (!compared.ok) return compared.error === 'changing' && !isLast ? 'again' : compared;
    const doubt = await doubtOf(run, round, compared.value);
    if (doubt !== undefined) return err(doubt);
    const found = [...compared.value.values()].flatMap(({ problem }) => problem ?? []);
    for (const problem of found) if (!mayBeGone(problem)) run.recorder.problem(problem);
    const result = await applyAll(run, compared.value, { looksAgain: true });
    if (await leaveBehind(run, round, compared.value, result)) {
      done = result.applied;
      run.recorder.set({ recoveryPoint: new Date(round.asOf).toISOString() });
      return ok(run.recorder.record.problems.length > 0 ? 'partial' : 'succeeded');
    }
    if (result.isWorthAnotherLook && !isLast) return 'again';
    for (const problem of [...found.filter(mayBeGone), ...result.untold]) run.recorder.problem(problem);
    return ok(result.outcome);
  } finally {
    round.end(done === undefined ? 'not' : 'covered', done);
  }
}

/** By a list alone, on this machine, and into places that hold a copy. */
function canFollow({ plan, ends }: PlannedRun): boolean {
  const isCopied = plan.steps.every(
    ({ volume, destination }) => volume.identity !== undefined && !destination.claim,
  );
  return plan.worksByList && ends.primary.kind === 'local' && isCopied;
}

async function compareChanged(
  run: PlannedRun,
  round: ChangeRound,
  source: ChangeSource,
): Promise<Result<ReadonlyMap<VolumeId, Compared>, Doubt>> {
  const compared = new Map<VolumeId, Compared>();
  let paths = 0;
  for (const step of run.plan.steps) {
    const { id } = step.volume;
    if (round.paths(id).length === 0) continue;
    const looked = await lookAtChanges(run, step, round, linksOf(source, id));
    if (!looked.ok) return looked;
    paths += looked.value.paths;
    if (looked.value.paths > 0 || looked.value.root)
      compared.set(id, await compareVolume(run, step, { contents: false, looked: looked.value }));
  }
  run.recorder.set({ scope: { kind: 'changed', paths } });
  return ok(compared);
}

/** Before everything is gone through: which files have several names. */
export async function learnLinks(run: PlannedRun, source: ChangeSource): Promise<void> {
  for (const { volume } of run.plan.steps)
    await linksOf(source, volume.id).learn(volume.source, () => asWord(run, volume.source), run.signal);
}

function linksOf(source: ChangeSource, id: VolumeId): LinkNames {
  const volumes = LINKS.get(source) ?? new Map<VolumeId, LinkNames>();
  LINKS.set(source, volumes);
  const links = volumes.get(id) ?? new LinkNames();
  volumes.set(id, links);
  return links;
}
