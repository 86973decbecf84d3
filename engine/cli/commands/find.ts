import { EXIT, type ExitStatus } from '../exit-status.ts';
import { lookAround } from '../look-around.ts';
import { printFound } from '../print/found.ts';
import type { Session } from '../session.ts';

export interface FindOptions {
  readonly seconds?: number;
}

export async function find(session: Session, { seconds }: FindOptions): Promise<ExitStatus> {
  const { machines, isCut, isCancelled } = await lookAround(session, seconds);
  if (session.json) await session.out.json({ type: 'found', machines, isCut });
  else if (machines.length > 0 || !isCancelled)
    await session.out.line(printFound({ machines, isCut }, session.print()));
  return isCancelled ? EXIT.cancelled : EXIT.done;
}
