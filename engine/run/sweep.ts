import type { VolumeStep } from '../plan/plan-sync.ts';
import { ListWriter } from '../store/list-writer.ts';
import type { PlannedRun } from './run-context.ts';
import { transfer } from './transfer.ts';

/** What rsync calls a file that it is writing (get_tmpname in its receiver.c): `.name.aB3dE6`. */
const TEMPORARY = /(?:^|\/)\.[^/]+\.[A-Za-z0-9]{6}$/;

/**
 * Takes away what an rsync that was killed on the standby left half written there: the try after it neither uses nor
 * removes it, and no plan names it. Only files of such names that the source does not have, and only on a mirror.
 */
export async function sweepTemporaries(run: PlannedRun, step: VolumeStep): Promise<void> {
  if (step.volume.deletion.kind !== 'mirror' || !run.plan.worksByList) return;
  const file = run.work.file(`${step.volume.id}.temporaries`);
  let list: ListWriter | undefined;
  let count = 0;
  await transfer(run, step, {
    pass: { kind: 'compare', whole: true },
    begin: async () => {
      list = await ListWriter.open(file);
      count = 0;
    },
    onChange: ({ change, entry, path }) => {
      if (change !== 'deleted' || entry === 'directory' || !TEMPORARY.test(path)) return;
      list?.add(path);
      count += 1;
    },
    end: async () => list?.close(),
  });
  if (count > 0) await transfer(run, step, { pass: { kind: 'remove', list: file, maxDelete: count } });
}
