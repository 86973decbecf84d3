import type { CheckReport } from '../../../api/engine.ts';
import { printFidelity } from '../../print/fidelity.ts';
import { expectReady } from '../expectations.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';

export const CHECK_BOTH: Step = {
  id: 'check',
  title: 'Look at both machines',
  why: 'Which rsync is there, what can be kept and what cannot: said before anything is copied, and again with every run.',
  show,
};

async function show({ engine, screen, signal }: Stage): Promise<Facts> {
  await screen.command(`warmspare check ${PAIR_NAME}`);
  const report = await engine.check(PAIR_NAME, { signal });
  expectReady(report);
  const { primary, standby, losses, pair } = report;
  await screen.claim(`Primary: ${describe(report, 'primary')}.`);
  await screen.claim(`Standby: ${describe(report, 'standby')}.`);
  await screen.claim('A sync would start. A copy keeps:');
  if (primary.state === 'reached') await screen.print(printFidelity(losses, pair.volumes, primary.facts));
  return { primary, standby, losses };
}

/** `Debian GNU/Linux 12 (bookworm), rsync 3.5.0 as root` */
function describe(report: CheckReport, side: 'primary' | 'standby'): string {
  const end = report[side];
  if (end.state === 'failed') return 'not reached';
  const { osName, rsyncs, user } = end.facts;
  return `${osName}, rsync ${rsyncs[0]?.version ?? 'missing'}, as ${user.name}`;
}
