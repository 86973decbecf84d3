import { EXIT, statusOfProblem, type ExitStatus } from '../exit-status.ts';
import { printTested } from '../print/alerts.ts';
import type { Session } from '../session.ts';

export interface AlertTestOptions {
  readonly mail?: boolean;
  readonly webhook?: boolean;
}

export async function testAlerts(session: Session, { mail, webhook }: AlertTestOptions): Promise<ExitStatus> {
  const alerts = await session.hostedAlerts();
  const channel = mail === webhook ? 'all' : mail === true ? 'mail' : 'webhook';
  const channels = await alerts.test(channel);
  if (session.json)
    await session.out.json({
      type: 'alerts.tested',
      channels: channels.map((one) => ({ channel: one.channel, problem: one.problem ?? null })),
    });
  else await session.out.line(channels.map(printTested).join('\n'));
  const [first, ...others] = channels.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  if (first === undefined) return EXIT.done;
  return 1 + others.length < channels.length ? EXIT.partial : statusOfProblem(first);
}
