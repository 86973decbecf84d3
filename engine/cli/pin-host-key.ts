import type { ShownHostKey } from '../api/engine.ts';
import { formatEndpoint, type Side, type SshAddress } from '../model/endpoint.ts';
import { printable } from '../model/path-text.ts';
import { hostKeyOption } from './arguments/endpoint-argument.ts';
import { askYesNo, canAsk } from './ask.ts';
import { knownText } from './print/setup-question.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

const ON_THAT_MACHINE = 'ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub';

/**
 * Shows a person the server's keys and takes one only if that person knows it. In a script there is nobody to ask: there
 * `trust` takes what is shown, and says so.
 */
export async function pinHostKey(
  session: Session,
  address: SshAddress,
  side: Side,
  trust = false,
): Promise<string> {
  const where = printable(formatEndpoint({ kind: 'ssh', ...address, hostKey: '' }));
  const option = hostKeyOption(side);
  if (!trust && !canAsk(session))
    throw new UsageError(
      `the host key of the ${side} (${where}) is not given. On that machine itself, type:\n` +
        `  ${ON_THAT_MACHINE}\nand add what it shows here: ${option} SHA256:…, or trust what it shows: --trust-on-first-use`,
    );
  const keys = await session.engine.showHostKeys(address);
  const chosen = keys.find((key) => key.type === 'ssh-ed25519') ?? keys[0];
  if (chosen === undefined) throw new UsageError(`the ${side} (${where}) shows no host key`);
  await session.err.write(describeKeys(keys, chosen, side, where));
  if (trust) await session.err.line('Trusted without a comparison, as --trust-on-first-use asks.');
  if (trust || (await askYesNo(session, 'Is this the right machine?'))) return chosen.pin;
  throw new UsageError(`the host key of the ${side} was not confirmed; nothing was stored`);
}

function describeKeys(
  keys: readonly ShownHostKey[],
  chosen: ShownHostKey,
  side: Side,
  where: string,
): string {
  const lines = keys.map((key) => {
    const mark = key === chosen && keys.length > 1 ? '  (this one will be pinned)' : '';
    return `  ${printable(key.pin)}  ${printable(key.type)}${mark}\n`;
  });
  return (
    `The ${side} (${where}) shows:\n${lines.join('')}${indented(chosen.randomart)}${knownText(chosen.yours)}` +
    `Compare with what that machine itself shows for: ${ON_THAT_MACHINE}\n`
  );
}

function indented(picture: string): string {
  return picture
    .split('\n')
    .map((row) => `  ${printable(row)}\n`)
    .join('');
}
