import type { Outcome } from '../../../model/run.ts';
import { printHistory } from '../../print/history.ts';
import { printStatus } from '../../print/status.ts';
import { expectStatus } from '../expectations.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';

/** How the demo's runs ended, in their order. */
const OUTCOMES: readonly Outcome[] = ['succeeded', 'succeeded', 'succeeded', 'refused', 'held', 'succeeded'];
const INDENT_COLUMNS = 3;

export const STATUS: Step = {
  id: 'status',
  title: 'What would be lost if the primary died now',
  why: 'The recovery point is the moment that the standby’s copy is from. It is moved by a whole run, never by one that was refused, held or previewed.',
  show,
};

async function show({ engine, screen, print }: Stage): Promise<Facts> {
  const [status] = await engine.status(PAIR_NAME);
  const runs = await engine.history.list({ pair: PAIR_NAME });
  expectStatus(status, runs, OUTCOMES);
  const context = print();
  const width = context.width === undefined ? undefined : context.width - INDENT_COLUMNS;
  await screen.command(`warmspare status ${PAIR_NAME}`);
  if (status !== undefined) await screen.print(printStatus(status, undefined, context));
  await screen.command(`warmspare history ${PAIR_NAME}`);
  await screen.print(printHistory(runs, { ...context, width }));
  await screen.claim('Every run is in the history, and the recovery point is that of the last whole one.');
  return {
    recoveryPoint: status?.recoveryPoint ?? null,
    runs: runs.map(({ id, outcome }) => ({ id, outcome })),
  };
}
