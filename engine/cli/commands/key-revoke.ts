import type { KeyRecord } from '../../model/key.ts';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { guided, type SetupCommandOptions } from './setup.ts';

export async function revokeAppKey(
  session: Session,
  name: string,
  options: SetupCommandOptions,
): Promise<ExitStatus> {
  const keys = await guided(session, name, options, (all) => session.engine.keys.revoke(name, all));
  if (session.json) await session.out.json({ type: 'key.revoked', keys });
  else
    await session.out.line(
      keys.length === 1
        ? `The key of ${printable(name)} is revoked: it is gone from ${whereOf(keys)}, and forgotten here. For a new one: ${command('setup', name)}`
        : `The keys of ${printable(name)} are revoked: they are gone from ${whereOf(keys)}, and forgotten here. For new ones: ${command('setup', name)}`,
    );
  return EXIT.done;
}

/** `the standby and the primary` */
function whereOf(keys: readonly KeyRecord[]): string {
  return [...new Set(keys.map(({ role }) => `the ${role}`))].join(' and ');
}
