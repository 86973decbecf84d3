import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type SignedIn } from '../../../engine/ssh/embedded-client.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { startEmbeddedStandby, PASSWORD, USER, type EmbeddedStandby } from './embedded-standby.ts';

let standby: EmbeddedStandby;
beforeAll(async () => {
  standby = await startEmbeddedStandby();
});
afterAll(() => standby.stop());

/** Signs in with a new key that the account's file lets in by these options. */
async function signInWith(options: string): Promise<SignedIn> {
  const { privateKey, publicKey } = makeKeyPair({ comment: 'forced' });
  standby.authorize(`${options} ${publicKey}`);
  return open({ privateKey });
}

function open(proof: { privateKey: string } | { password: string }): Promise<SignedIn> {
  const { host, port, hostKeyPin } = standby.server;
  return signIn({ address: { user: USER, host, port }, hostKeyPin, proof });
}

const TELL = 'command="printf \\"forced:%s:\\" \\"${SSH_ORIGINAL_COMMAND-unset}\\"; cat"';

describe('a forced command of the embedded server', () => {
  it('runs in the place of what is asked for, is told of it, and is given its input', async () => {
    const connection = await signInWith(`restrict,${TELL}`);
    const asked = `echo out; exit 3 # it's "quoted" $HOME`;
    const answers = [await connection.run(asked, 'input'), await connection.run('')];
    await connection.close();
    expect(answers).toEqual([
      { code: 0, stdout: `forced:${asked}:input`, stderr: '' },
      { code: 0, stdout: 'forced::', stderr: '' },
    ]);
  });

  it('runs where a shell is asked for, and is told of no command', async () => {
    const connection = await signInWith(TELL);
    const answer = await connection.shell();
    await connection.close();
    expect(answer).toEqual({ code: 0, stdout: 'forced:unset:', stderr: '' });
  });

  it('is run by a shell, and its status is the answer', async () => {
    const connection = await signInWith('command="echo a >&2 && exit 126"');
    const answer = await connection.run('true');
    await connection.close();
    expect(answer).toEqual({ code: 126, stdout: '', stderr: 'a\n' });
  });

  it('is not for who signs in by password over the same server', async () => {
    const forced = await signInWith(TELL);
    const free = await open({ password: PASSWORD });
    const answer = await free.run('echo "${SSH_ORIGINAL_COMMAND-unset}"');
    await expect(free.shell()).rejects.toThrow();
    await Promise.all([forced.close(), free.close()]);
    expect(answer).toEqual({ code: 0, stdout: 'unset\n', stderr: '' });
  });

  it('is what the real ssh gets, too', async () => {
    standby.replaceKeys(`restrict,command="echo forced" ${standby.key.publicKey}`);
    expect((await standby.ssh('echo asked')).stdout).toBe('forced\n');
  });
});
