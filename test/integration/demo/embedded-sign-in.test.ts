import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type SignIn } from '../../../engine/ssh/embedded-client.ts';
import { makeKeyPair, readKey } from '../../../engine/ssh/key-pair.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { startEmbeddedStandby, PASSWORD, USER, type EmbeddedStandby } from './embedded-standby.ts';

let standby: EmbeddedStandby;
beforeAll(async () => {
  standby = await startEmbeddedStandby();
});
afterAll(() => standby.stop());

/** `undefined` when it was let in, and could run a command. */
async function refusalOf(
  proof: SignIn['proof'],
  fields: { user?: string; pin?: string } = {},
): Promise<string | undefined> {
  const { host, port, hostKeyPin } = standby.server;
  try {
    const address = { user: fields.user ?? USER, host, port };
    const connection = await signIn({ address, hostKeyPin: fields.pin ?? hostKeyPin, proof });
    const { stdout } = await connection.run('echo in');
    await connection.close();
    return stdout === 'in\n' ? undefined : stdout;
  } catch (error) {
    if (error instanceof EngineError) return error.problem.code;
    throw error;
  }
}

describe('signing in to the embedded server', () => {
  it('works with the right password', async () => {
    expect(await refusalOf({ password: PASSWORD })).toBeUndefined();
  });

  it('is refused with any other password', async () => {
    const wrong = ['', `${PASSWORD} `, PASSWORD.slice(0, -1), PASSWORD.toUpperCase()];
    expect(await Promise.all(wrong.map((password) => refusalOf({ password })))).toEqual(
      wrong.map(() => 'endpoint.auth-failed'),
    );
  });

  it('is refused to another user with the right password or key', async () => {
    const proofs = [{ password: PASSWORD }, { privateKey: standby.key.privateKey }];
    expect(await Promise.all(proofs.map((proof) => refusalOf(proof, { user: 'root' })))).toEqual([
      'endpoint.auth-failed',
      'endpoint.auth-failed',
    ]);
  });

  it('works with an authorized key, from the moment that it is authorized', async () => {
    const key = makeKeyPair({ comment: 'later' });
    expect(await refusalOf({ privateKey: key.privateKey })).toBe('endpoint.auth-failed');
    standby.authorize(key.publicKey);
    expect(await refusalOf({ privateKey: key.privateKey })).toBeUndefined();
  });

  it('is refused to a key whose line carries options that nobody here would keep', async () => {
    const key = makeKeyPair({ comment: 'restricted' });
    standby.authorize(`restrict,from="10.0.0.1" ${key.publicKey}`);
    expect(await refusalOf({ privateKey: key.privateKey })).toBe('endpoint.auth-failed');
  });

  it('works with an encrypted key and its passphrase', async () => {
    const { privateKey, publicKey } = makeKeyPair({ comment: 'sealed', passphrase: 'sesame' });
    standby.authorize(publicKey);
    expect(await refusalOf({ privateKey, passphrase: 'sesame' })).toBeUndefined();
  });

  it('sends nothing secret to a server with another host key', async () => {
    const pin = `SHA256:${'A'.repeat(43)}`;
    expect(await refusalOf({ password: PASSWORD }, { pin })).toBe('endpoint.host-key-changed');
  });

  it('works for the real ssh with an authorized key, and with no other', async () => {
    writeFileSync(`${standby.folder}/other`, makeKeyPair({ comment: 'other' }).privateKey, { mode: 0o600 });
    const argv = [...standby.sshArgv, standby.server.host, 'echo in'];
    const other = argv.map((word) => (word === `${standby.folder}/key` ? `${standby.folder}/other` : word));
    const results = await Promise.all([argv, other].map((each) => runProcess(each, { okCodes: 'any' })));
    expect(results.map(({ stdout }) => stdout)).toEqual(['in\n', '']);
    expect(results[1]?.stderr).toContain('Permission denied (publickey,password)');
  });

  it('is refused to a signature that was made for another session', async () => {
    const recorded: Buffer[] = [];
    expect(
      await tryAgent((data, key) => {
        const signature = key.sign(data);
        recorded.push(signature);
        return signature;
      }),
    ).toBe('in');
    expect(await tryAgent(() => recorded[0] ?? Buffer.alloc(0))).toBe('refused');
  });

  it('is refused to a signature by another key in the name of an authorized one', async () => {
    const other = readKey(makeKeyPair({ comment: 'other' }).privateKey);
    expect(await tryAgent((data) => other?.sign(data) ?? Buffer.alloc(0))).toBe('refused');
  });

  it('is over after six wrong tries over one connection', async () => {
    let tries = 0;
    const client = new ssh2.Client();
    const refused = once(client, 'close');
    client.on('error', () => undefined);
    client.connect({
      host: standby.server.host,
      port: standby.server.port,
      username: USER,
      authHandler: (_left, _partial, next) => {
        tries += 1;
        if (tries > 20) client.end();
        else next({ type: 'password', username: USER, password: `wrong ${String(tries)}` });
      },
    });
    await refused;
    expect(tries).toBeLessThanOrEqual(7);
  });
});

type Sign = (data: Buffer, key: ssh2.ParsedKey) => Buffer;

/** Signs in with the authorized key by an agent that makes its signatures so. */
async function tryAgent(sign: Sign): Promise<'in' | 'refused'> {
  const key = readKey(standby.key.privateKey);
  if (key === undefined) throw new Error('no key');
  class Signer extends ssh2.BaseAgent<ssh2.ParsedKey> {
    override getIdentities(done: (error: Error | undefined, keys?: ssh2.ParsedKey[]) => void): void {
      done(undefined, key === undefined ? [] : [key]);
    }
    override sign(_key: unknown, data: Buffer, options: unknown, done?: unknown): void {
      if (key === undefined) return;
      const callback = (typeof options === 'function' ? options : done) as (
        error: Error | undefined,
        signature: Buffer,
      ) => void;
      callback(undefined, sign(data, key));
    }
  }
  const client = new ssh2.Client();
  const { host, port } = standby.server;
  client.on('error', () => undefined);
  client.connect({ host, port, username: USER, agent: new Signer(), authHandler: ['agent'] });
  try {
    await once(client, 'ready');
    return 'in';
  } catch {
    return 'refused';
  } finally {
    client.end();
  }
}
