import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printKeys } from '../print/keys.ts';
import type { Session } from '../session.ts';

export async function listAppKeys(session: Session): Promise<ExitStatus> {
  const keys = await session.engine.keys.list();
  if (session.json) await session.out.json({ type: 'keys', keys });
  else await session.out.line(printKeys(keys, session.print()));
  return EXIT.done;
}
