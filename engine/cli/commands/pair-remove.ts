import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';

export async function removePair(session: Session, name: string): Promise<ExitStatus> {
  const pair = await session.engine.pairs.remove(name);
  if (session.json) await session.out.json({ type: 'pair.removed', pair });
  else
    await session.out.line(
      `Removed ${printable(pair.name)} from the configuration. Its history and everything on the standby stay.`,
    );
  return EXIT.done;
}
