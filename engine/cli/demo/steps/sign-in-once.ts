import { writeFile } from 'node:fs/promises';
import { EngineError } from '../../../model/problem.ts';
import { ensure } from '../demo-failure.ts';
import type { Facts, Stage, Step } from '../stage.ts';
import { makeDemoKey } from '../standby-machine.ts';

/** Adds the line on stdin to the account's own keys, as ssh-copy-id does. */
const ADD_KEY = 'umask 077; mkdir -p .ssh && cat >> .ssh/authorized_keys';

export const SIGN_IN_ONCE: Step = {
  id: 'sign-in',
  title: 'Sign in once',
  why: 'A password is used a single time, to leave a key on the standby. From then on the key signs in alone, and a standby that shows another host key is not talked to.',
  show,
};

async function show({ standby, folder, screen }: Stage): Promise<Facts> {
  const { hostKeyPin, password } = standby;
  const { privateKey, publicKey } = makeDemoKey();
  await writeFile(folder.identityFile, privateKey, { mode: 0o600, flag: 'wx' });

  await expectRefused(standby.signIn({ privateKey }), 'endpoint.auth-failed', 'a key it does not know');
  const otherPin = `SHA256:${'A'.repeat(43)}`;
  await expectRefused(
    standby.signIn({ password }, otherPin),
    'endpoint.host-key-changed',
    'another host key than the pinned one',
  );
  await screen.claim(`The standby shows the host key that was pinned, ${hostKeyPin}.`);

  const once = await standby.signIn({ password });
  const added = await once.run(ADD_KEY, `${publicKey}\n`);
  await once.close();
  ensure(added.code === 0, `The key could not be added on the standby: ${added.stderr}`);
  await screen.claim('The password let us in once, and a new ed25519 key was added to authorized_keys.');

  const alone = await standby.signIn({ privateKey });
  const answer = await alone.run('echo "signed in by key"');
  await alone.close();
  ensure(answer.stdout === 'signed in by key\n', 'A command over the new sign-in gave another answer.');
  await screen.claim('The key, refused a moment ago, now signs in without the password.');
  return { hostKey: hostKeyPin, publicKey };
}

async function expectRefused(attempt: Promise<unknown>, code: string, what: string): Promise<void> {
  const problem = await attempt.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof EngineError) return error.problem.code;
      throw error;
    },
  );
  ensure(problem === code, `Signing in with ${what} should have been refused, and was not.`);
}
