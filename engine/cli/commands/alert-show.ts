import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printAlerts } from '../print/alerts.ts';
import type { Session } from '../session.ts';

export async function showAlerts(session: Session): Promise<ExitStatus> {
  const [view, pairs] = await Promise.all([
    (await session.hostedAlerts()).view(),
    session.engine.pairs.list(),
  ]);
  if (session.json) await session.out.json({ type: 'alerts', ...view, deadMan: view.deadMan ?? null });
  else await session.out.line(printAlerts(view, pairs, session.print()));
  return EXIT.done;
}
