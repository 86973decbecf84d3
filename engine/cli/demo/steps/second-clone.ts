import type { Change, RunRecord } from '../../../model/run.ts';
import { EngineError } from '../../../model/problem.ts';
import { countOf, formatBytes, formatCount } from '../../../text/amounts.ts';
import { printRunLine } from '../../print/run-result.ts';
import { changePrimary, DAY_OF_WORK } from '../change-primary.ts';
import { expectOnlyTheDay, expectOutcome } from '../expectations.ts';
import { PAIR_NAME, runSync, type Facts, type Stage, type Step } from '../stage.ts';
import { claimSame } from './first-clone.ts';

export const SECOND_CLONE: Step = {
  id: 'second-clone',
  title: 'A day of work, and the second clone',
  why: 'On the primary ten files are edited (one in the middle of the 64 MB archive), three added, one renamed and two deleted. Only the difference is sent, also within a file.',
  show,
};

async function show(stage: Stage): Promise<Facts> {
  const { engine, screen, folder } = stage;
  const [first] = await engine.history.list({ pair: PAIR_NAME, limit: 1 });
  if (first === undefined) throw EngineError.of('history.unknown-run', { found: 'last' });
  await changePrimary(folder.primary, DAY_OF_WORK);
  await screen.command(`warmspare sync ${PAIR_NAME}`);
  const run = await runSync(stage, { mode: 'sync' });
  await screen.print(printRunLine(run, stage.print().style));
  expectOutcome(run, 'succeeded');
  const pair = await engine.pairs.get(PAIR_NAME);
  const changes = await allOf(engine.history.changes(run.id));
  expectOnlyTheDay(run, changes, DAY_OF_WORK, { pair, first });
  const { edited, added, deleted } = DAY_OF_WORK;
  const untouched = first.totals.created - edited.length - deleted.length - 1;
  await screen.claim(
    `${countOf(edited.length + added.length + 1, 'file')} sent, ${String(deleted.length + 1)} old names removed, the other ${countOf(untouched, 'entry', 'entries')} not sent again.`,
  );
  await screen.claim(comparison(run, first));
  await claimSame(stage, run);
  return { totals: run.totals, firstWireBytes: first.totals.wireBytes };
}

function comparison(run: RunRecord, first: RunRecord): string {
  const times = first.totals.wireBytes / Math.max(1, run.totals.wireBytes);
  return `${formatBytes(run.totals.wireBytes)} crossed this time, ${formatBytes(first.totals.wireBytes)} the first time: ${formatCount(times)} times less.`;
}

async function allOf(changes: AsyncIterable<Change>): Promise<Change[]> {
  const all: Change[] = [];
  for await (const change of changes) all.push(change);
  return all;
}
