import { printable } from '../../../model/path-text.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { printRunLine } from '../../print/run-result.ts';
import { countOf } from '../../../text/amounts.ts';
import { holdWords } from '../../../text/holds.ts';
import { snapshotOf } from '../compare-folders.ts';
import { ensure } from '../demo-failure.ts';
import { expectHeld, expectOutcome, expectUntouched } from '../expectations.ts';
import { OLD_LETTERS } from '../made-primary.ts';
import { PAIR_NAME, runSync, volumeOf, type Facts, type Stage, type Step } from '../stage.ts';
import { sizeOf, walk } from '../walk.ts';
import { claimSame } from './first-clone.ts';

const SHOWN = 3;

export const TOO_MANY_DELETES: Step = {
  id: 'too-many-deletes',
  title: 'More deleted than usual',
  why: 'A folder of old letters is deleted on the primary: more than the 25 entries that a run may delete. The run waits for a person, and does what was approved, exactly that.',
  show,
};

async function show(stage: Stage): Promise<Facts> {
  const { engine, screen, folder } = stage;
  const letters = join(folder.primary, 'Users', OLD_LETTERS);
  const gone = sizeOf(await walk(letters)).entries;
  await rm(letters, { recursive: true });
  const pair = await engine.pairs.get(PAIR_NAME);
  const users = volumeOf(pair, 'Users');

  await screen.command(`warmspare sync ${PAIR_NAME}`);
  const before = await snapshotOf(folder.standby);
  const held = await runSync(stage, { mode: 'sync' });
  const hold = expectHeld(held, users.id, gone);
  expectUntouched('The standby', before, await snapshotOf(folder.standby));
  await screen.print(printRunLine(held, stage.print().style));
  await screen.say(holdWords(hold, users.destination).message);
  for (const path of hold.sample.slice(0, SHOWN)) await screen.print(`  ${printable(path)}`);
  await screen.print(`  and ${String(hold.count - SHOWN)} more`);

  await screen.command(`warmspare sync ${PAIR_NAME} --approve ${held.planId ?? ''}`);
  const approved = await runSync(stage, {
    mode: 'sync',
    ...(held.planId === undefined ? {} : { approve: held.planId }),
  });
  await screen.print(printRunLine(approved, stage.print().style));
  expectOutcome(approved, 'succeeded');
  const { deleted } = approved.totals;
  ensure(
    deleted === hold.count,
    `The approved run should have deleted ${String(hold.count)}, and deleted ${String(deleted)}.`,
  );
  await screen.claim(
    `Held with nothing deleted; once approved, ${countOf(deleted, 'entry', 'entries')} deleted.`,
  );
  await claimSame(stage, approved);
  return { held: hold.count, limit: hold.limit, planId: held.planId, deleted };
}
