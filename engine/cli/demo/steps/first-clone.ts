import { join } from 'node:path';
import type { RunRecord } from '../../../model/run.ts';
import { countOf, formatBytes, formatDuration } from '../../../text/amounts.ts';
import { printRunLine } from '../../print/run-result.ts';
import { millisecondsBetween } from '../../../text/times.ts';
import { hasAttribute, setAttribute } from '../attribute.ts';
import { compareFolders } from '../compare-folders.ts';
import { VOLUME_NAMES } from '../demo-folder.ts';
import { ensure } from '../demo-failure.ts';
import { expectOutcome, expectSame, expectSparse } from '../expectations.ts';
import { HARD_LINKED, SPARSE_FILE } from '../made-primary.ts';
import { PAIR_NAME, runSync, type Facts, type Stage, type Step } from '../stage.ts';
import { sizeOf, walk } from '../walk.ts';

export const FIRST_CLONE: Step = {
  id: 'first-clone',
  title: 'The first clone',
  why: 'Everything is copied: odd names, links, a large file, and a virtual disk that is nearly all hole and stays so.',
  show,
};

async function show(stage: Stage): Promise<Facts> {
  const { screen, folder } = stage;
  await screen.command(`warmspare sync ${PAIR_NAME}`);
  const tagged = join('System', HARD_LINKED[0]);
  const isTagged = await setAttribute(join(folder.primary, tagged));
  const run = await runSync(stage, { mode: 'sync' });
  await screen.print(printRunLine(run, stage.print().style));
  expectOutcome(run, 'succeeded');
  ensure(run.recoveryPoint !== undefined, 'A whole clone should give a recovery point, and gave none.');
  await claimSame(stage, run);
  const sparse = join('Space/admin', SPARSE_FILE);
  const [source, copy] = [
    sizeOf(await walk(join(folder.primary, sparse))),
    sizeOf(await walk(join(folder.standby, sparse))),
  ];
  expectSparse(source, copy);
  await screen.claim(
    `The virtual disk shows ${formatBytes(copy.bytes)} and takes ${formatBytes(copy.diskBytes)} of the standby's disk.`,
  );
  if (isTagged && !run.losses.some(({ what }) => what === 'xattrs')) {
    const isKept = await hasAttribute(join(folder.standby, tagged));
    ensure(isKept, 'The extended attribute of a file should have been kept, and was not.');
    await screen.claim('An extended attribute set on the primary is on the standby, too.');
  }
  const tookMs = millisecondsBetween(run.startedAt, run.finishedAt) ?? 0;
  await screen.claim(`${formatBytes(run.totals.wireBytes)} crossed in ${formatDuration(tookMs)}.`);
  return { totals: run.totals, recoveryPoint: run.recoveryPoint, tookMs };
}

/** Reads both sides, every byte, and says so. */
export async function claimSame({ folder, screen }: Stage, { losses }: RunRecord): Promise<void> {
  const wholeSeconds = losses.some(({ what }) => what === 'nanoseconds');
  const differences: string[] = [];
  let entries = 0;
  for (const name of VOLUME_NAMES) {
    const [source, copy] = [join(folder.primary, name), join(folder.standby, name)];
    differences.push(...(await compareFolders(source, copy, { wholeSeconds })));
    entries += (await walk(source)).size;
  }
  expectSame(differences);
  await screen.claim(
    `Read back on both sides: ${countOf(entries, 'entry', 'entries')} the same in name, content, permissions, time and links.`,
  );
}
