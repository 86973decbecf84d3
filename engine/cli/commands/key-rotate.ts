import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { guided, type SetupCommandOptions } from './setup.ts';

export async function rotateKey(
  session: Session,
  name: string,
  options: SetupCommandOptions,
): Promise<ExitStatus> {
  const report = await guided(session, name, options, (all) => session.engine.keys.rotate(name, all));
  if (session.json) await session.out.json({ type: 'key.rotated', ...report });
  else
    await session.out.line(
      `${printable(report.pair.name)} has ${report.keys.length === 1 ? 'a new key; the old one opens' : 'new keys; the old ones open'} nothing any more.`,
    );
  return EXIT.done;
}
