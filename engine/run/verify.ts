import type { VerifyOptions } from '../api/engine.ts';
import type { Pair } from '../model/pair.ts';
import type { PathText } from '../model/path-text.ts';
import type { Outcome, RunRecord } from '../model/run.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import { ListWriter } from '../store/list-writer.ts';
import type { EngineContext } from './context.ts';
import { noteRoleOfRun, refuseWhatServes } from './known-role.ts';
import { withPlan } from './planned.ts';
import { Reservoir } from './reservoir.ts';
import type { PlannedRun } from './run-context.ts';
import { withRun } from './run-frame.ts';
import { transfer } from './transfer.ts';
import { toChange } from './work-collector.ts';

/** Compares by content, writing nothing on either side. What differs is in the run's changes: what a sync would mend. */
export async function runVerify(
  engine: EngineContext,
  pair: Pair,
  options: VerifyOptions,
): Promise<RunRecord> {
  await refuseWhatServes(engine, pair);
  const record = await withRun(engine, pair, { ...options, mode: 'verify' }, (run) =>
    withPlan(run, (planned) => verifyAll(planned, options.scope)),
  );
  await noteRoleOfRun(engine, pair, record);
  return record;
}

interface Found {
  readonly compared: number;
  readonly different: number;
  readonly complete: boolean;
}

async function verifyAll(run: PlannedRun, scope: VerifyOptions['scope']): Promise<Outcome> {
  let compared = 0;
  let different = 0;
  let complete = true;
  for (const [index, step] of run.plan.steps.entries()) {
    const found = await (scope.kind === 'full'
      ? verifyWhole(run, step)
      : verifySample(run, step, shareOf(scope.files, run.plan.steps.length, index)));
    compared += found.compared;
    different += found.different;
    complete &&= found.complete;
    run.recorder.volumeState(step.volume.id, found.complete ? 'done' : 'partial');
  }
  run.recorder.set({ verify: { scope, compared, different } });
  if (!complete) return 'partial';
  // Something that differs is what a verify is there to find; the run of it went well.
  return different > 0 ? 'partial' : 'succeeded';
}

/** So many files of a sample for volume `index` of `volumes`, all of them together making the sample. */
function shareOf(files: number, volumes: number, index: number): number {
  return Math.floor(files / volumes) + (index < files % volumes ? 1 : 0);
}

/** Every file is read on both sides, and everything that is on one side only is counted. */
async function verifyWhole(run: PlannedRun, step: VolumeStep): Promise<Found> {
  return checksum(run, step, undefined);
}

async function checksum(run: PlannedRun, step: VolumeStep, list: string | undefined): Promise<Found> {
  const { id } = step.volume;
  run.recorder.phase('checking', id);
  let different = 0;
  const result = await transfer(run, step, {
    pass: list === undefined ? { kind: 'checksum' } : { kind: 'checksum', list },
    begin: async () => {
      different = 0;
    },
    onChange: (record) => {
      // A folder's times move with every new entry in it; that alone is no difference of content.
      if (record.path === '.' && record.change === 'attributes') return;
      different += 1;
      run.recorder.change(toChange(id, record));
    },
  });
  if (result.problem !== undefined) run.recorder.problem(result.problem);
  const { files, totalBytes, sent, received } = result.stats;
  run.recorder.addTotals(id, { scanned: files, totalBytes, wireBytes: sent + received });
  return { compared: files, different, complete: result.state === 'succeeded' };
}

/** First all names with their size and times, then the content of so many files, each as likely as any other. */
async function verifySample(run: PlannedRun, step: VolumeStep, files: number): Promise<Found> {
  const { id } = step.volume;
  run.recorder.phase('comparing', id);
  let reservoir = new Reservoir<PathText>(files);
  let different = 0;
  const listing = await transfer(run, step, {
    pass: { kind: 'compare', whole: true },
    withUnchanged: true,
    begin: async () => {
      reservoir = new Reservoir(files);
      different = 0;
    },
    onChange: (record) => {
      if (record.path === '.' && record.change === 'attributes') return;
      different += 1;
      run.recorder.change(toChange(id, record));
    },
    onSame: (record) => {
      if (record.entry === 'file') reservoir.offer(record.path);
    },
  });
  if (listing.problem !== undefined) run.recorder.problem(listing.problem);
  const list = run.work.file(`${id}.sample`);
  const writer = await ListWriter.open(list);
  for (const path of reservoir.items) writer.add(path);
  await writer.close();
  if (reservoir.items.length === 0)
    return { compared: 0, different, complete: listing.state === 'succeeded' };
  const content = await checksum(run, step, list);
  return {
    compared: reservoir.items.length,
    different: different + content.different,
    complete: listing.state === 'succeeded' && content.complete,
  };
}
