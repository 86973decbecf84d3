import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { command } from '../text/words.ts';
import { guided, type SetupCommandOptions } from './setup.ts';

export async function revokeAppKey(
  session: Session,
  name: string,
  options: SetupCommandOptions,
): Promise<ExitStatus> {
  const key = await guided(session, name, options, (all) => session.engine.keys.revoke(name, all));
  if (session.json) await session.out.json({ type: 'key.revoked', key });
  else
    await session.out.line(
      `The key of ${printable(name)} is revoked: it is gone from the standby, and forgotten here. For a new one: ${command('setup', name)}`,
    );
  return EXIT.done;
}
