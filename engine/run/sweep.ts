import type { VolumeStep } from '../plan/plan-sync.ts';
import { ListWriter } from '../store/list-writer.ts';
import { topmost } from '../store/path-list.ts';
import type { PlannedRun } from './run-context.ts';
import { transfer } from './transfer.ts';
import { isLeftover } from './work-collector.ts';

/** What rsync calls a file that it is writing (get_tmpname in its receiver.c): `.name.aB3dE6`. */
const TEMPORARY = /(?:^|\/)\.[^/]+\.[A-Za-z0-9]{6}$/;

/**
 * Takes away what an rsync that was killed on the standby left there, half written or kept to be resumed: the try after it
 * does not always use it, and no plan names it. Only what has such names and is not on the source, and only on a mirror.
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
      const isOurs = isLeftover(path) || (entry !== 'directory' && TEMPORARY.test(path));
      if (change !== 'deleted' || !isOurs) return;
      list?.add(path);
      count += 1;
    },
    end: async () => list?.close(),
  });
  if (count === 0) return;
  const top = `${file}.top`;
  await topmost(file, top);
  await transfer(run, step, { pass: { kind: 'remove', list: top, maxDelete: count } });
}
