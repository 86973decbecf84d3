import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printPairList } from '../print/pair.ts';
import type { Session } from '../session.ts';

export async function listPairs(session: Session): Promise<ExitStatus> {
  const pairs = await session.engine.pairs.list();
  if (session.json) await session.out.json({ type: 'pairs', pairs });
  else await session.out.line(printPairList(pairs, session.print()));
  return EXIT.done;
}
