import { readFile } from 'node:fs/promises';
import { printable } from '../../../model/path-text.ts';
import { printReadiness } from '../../print/readiness.ts';
import { expectDelivered, expectNotReady } from '../expectations-failover.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';

export const RUNBOOK: Step = {
  id: 'runbook',
  title: 'Could the standby take over, and what would somebody have to do?',
  why: 'Readiness is judged check by check, and never ready without evidence. The runbook is written for exactly these two machines, and lies on the standby, where it is needed when the primary is gone.',
  show,
};

async function show({ engine, screen, print, signal }: Stage): Promise<Facts> {
  await screen.command(`warmspare readiness ${PAIR_NAME}`);
  const survey = await engine.failover.survey(PAIR_NAME, { signal });
  expectNotReady(survey);
  await screen.print(printReadiness(survey, print()));
  await screen.claim('Both machines are this one, so this standby is not ready, and the report says why.');
  await screen.command(`warmspare runbook ${PAIR_NAME} --deliver`);
  const { runbook, issued } = await engine.failover.deliver(PAIR_NAME, { signal });
  const paths = issued?.paths ?? [];
  expectDelivered(runbook, await Promise.all(paths.map((path) => readFile(path, 'utf8'))));
  const steps = runbook.sections.flatMap((section) => section.steps);
  await screen.claim(`The runbook has ${String(steps.length)} steps, and lies on the standby:`);
  for (const path of paths) await screen.claim(printable(path));
  return { overall: survey.readiness.overall, steps: steps.map(({ id }) => id), paths };
}
