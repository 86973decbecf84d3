import { mkdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { printRunLine } from '../../print/run-result.ts';
import { printRefusal } from '../../print/problem.ts';
import { snapshotOf } from '../compare-folders.ts';
import { expectRefusedAsEmpty, expectUntouched } from '../expectations.ts';
import { PAIR_NAME, runSync, volumeOf, type Facts, type Stage, type Step } from '../stage.ts';

export const EMPTIED_SOURCE: Step = {
  id: 'emptied-source',
  title: 'The disk that was not mounted',
  why: 'The data of Space/admin is moved away and an empty folder stays, as an unmounted disk leaves one. A plain mirror would now empty the good copy.',
  show,
};

async function show(stage: Stage): Promise<Facts> {
  const { engine, screen, folder } = stage;
  const source = join(folder.primary, 'Space/admin');
  const away = join(folder.primary, 'Space/admin, moved away');
  const before = await snapshotOf(folder.standby);
  await rename(source, away);
  try {
    await mkdir(source);
    await screen.command(`warmspare sync ${PAIR_NAME}`);
    const run = await runSync(stage, { mode: 'sync' });
    await screen.print(printRunLine(run, stage.print().style));
    for (const refusal of run.refusals) await screen.say(printRefusal(refusal, PAIR_NAME));
    const pair = await engine.pairs.get(PAIR_NAME);
    expectRefusedAsEmpty(run, volumeOf(pair, 'Space/admin').id);
    expectUntouched('The standby', before, await snapshotOf(folder.standby));
    await screen.claim('Refused, and nothing on the standby changed, not in the other two volumes either.');
    return { outcome: run.outcome, refusals: run.refusals };
  } finally {
    await rmdir(source).catch(() => undefined);
    await rename(away, source);
  }
}
