import { printable } from '../../model/path-text.ts';
import { askYesNo, canAsk } from '../ask.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { revokeAppKey } from './key-revoke.ts';

export async function removePair(session: Session, name: string): Promise<ExitStatus> {
  await offerRevocation(session, name);
  const pair = await session.engine.pairs.remove(name);
  if (session.json) await session.out.json({ type: 'pair.removed', pair });
  else
    await session.out.line(
      `Removed ${printable(pair.name)} from the configuration. Its history and everything on the standby stay.`,
    );
  return EXIT.done;
}

/** Once the pair is gone, nobody knows any more where its key is to be taken from. */
async function offerRevocation(session: Session, name: string): Promise<void> {
  const { id } = await session.engine.pairs.get(name);
  const keys = (await session.engine.keys.list()).filter(({ key }) => key.pairId === id);
  const [place] = keys.flatMap(({ key }) => key.installs);
  if (place === undefined) return;
  const fact = `The key of ${printable(name)} is still let in by ${printable(place.endpoint)}.`;
  if (!canAsk(session))
    return session.err.line(
      `${fact} To take it away there, delete the line with "warmspare ${id}" from ${printable(place.authorizedKeysFile)}.`,
    );
  await session.err.line(fact);
  if (await askYesNo(session, 'Sign in there once more and take it away?'))
    await revokeAppKey(session, name, {});
}
