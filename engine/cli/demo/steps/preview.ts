import { printChange } from '../../print/changes.ts';
import { printRunLine } from '../../print/run-result.ts';
import { countOf, formatBytes } from '../../../text/amounts.ts';
import { sampleChanges } from '../../print/preview.ts';
import { snapshotOf } from '../compare-folders.ts';
import { ensure } from '../demo-failure.ts';
import { expectOutcome, expectUntouched } from '../expectations.ts';
import { PAIR_NAME, runSync, type Facts, type Stage, type Step } from '../stage.ts';

const SHOWN = 4;

export const PREVIEW: Step = {
  id: 'preview',
  title: 'See what would be copied',
  why: 'A preview goes through everything as a run would, and writes nothing at all.',
  show,
};

async function show(stage: Stage): Promise<Facts> {
  const { engine, screen, folder } = stage;
  await screen.command(`warmspare sync ${PAIR_NAME} --preview`);
  const before = await snapshotOf(folder.standby);
  const run = await runSync(stage, { mode: 'preview' });
  expectOutcome(run, 'succeeded');
  expectUntouched('The standby', before, await snapshotOf(folder.standby));
  ensure(run.totals.created > 0, 'The preview should have found something to copy, and found nothing.');
  const pair = await engine.pairs.get(PAIR_NAME);
  const sample = await sampleChanges(engine.history.changes(run.id));
  await screen.print(printRunLine(run, stage.print().style));
  for (const change of sample.largest.slice(0, SHOWN))
    await screen.print(`  ${printChange(change, pair.volumes)}  ${formatBytes(change.bytes)}`);
  await screen.print(
    `  and ${countOf(sample.total - Math.min(SHOWN, sample.largest.length), 'smaller change')}`,
  );
  await screen.claim('The standby is untouched: not one entry, time or permission on it moved.');
  return { totals: run.totals, wrote: 0 };
}
