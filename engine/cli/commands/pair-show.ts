import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printPair } from '../print/pair.ts';
import type { Session } from '../session.ts';

export async function showPair(session: Session, name: string): Promise<ExitStatus> {
  const pair = await session.engine.pairs.get(name);
  if (session.json) await session.out.json({ type: 'pair', pair });
  else await session.out.line(printPair(pair, session.print()));
  return EXIT.done;
}
