import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SetupEvent, SetupQuestions } from '../../../engine/api/setup.ts';
import { createEngine } from '../../../engine/index.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { everythingSaid, ProcessWatch } from './leaks.ts';

describeInLab('a set-up', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });

  it('writes and says no password, no passphrase and no key that is not encrypted', async () => {
    const { standby } = lab();
    await standby.exec(['mkdir', '-p', '/Volumes/A']);
    const home = tempDir();
    mkdirSync(`${home}/source`);
    const secrets = fakeSecretStore();
    const engine = createEngine({ home: `${home}/data`, secrets });
    const { address: host, hostKeyFingerprint: hostKey } = standby;
    await engine.pairs.add({
      name: 'office',
      primary: { kind: 'local' },
      standby: { kind: 'ssh', user: 'root', host, port: 22, hostKey },
      volumes: [{ source: `${home}/source`, destination: '/Volumes/A' }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    const passwords: Secret[] = [];
    const events: SetupEvent[] = [];
    const questions: SetupQuestions = {
      signIn: async () => {
        const password = new Secret(standby.passwords.admin);
        passwords.push(password);
        return Promise.resolve({ kind: 'password', user: 'admin', password });
      },
      confirmHostKey: () => Promise.resolve(false),
      sudoPassword: () => Promise.resolve(undefined),
      changeSshd: () => Promise.resolve(false),
      pasteLine: () => Promise.resolve(),
    };
    const watch = new ProcessWatch([standby.passwords.admin]);
    const onEvent = (event: SetupEvent): number => events.push(event);
    const report = await engine.setup('office', { questions, onEvent });
    const rotated = await engine.keys.rotate('office', { questions, onEvent });
    const listed = await engine.keys.list();

    const [passphrase = '', ...none] = secrets.secrets.values();
    expect([passphrase.length, none, [...secrets.secrets.keys()]]).toEqual([43, [], [rotated.key.id]]);
    const files = readdirSync(`${home}/data`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const everything = [...files, everythingSaid([report, rotated, listed, events])].join('\n');
    expect([passphrase, standby.passwords.admin].filter((secret) => everything.includes(secret))).toEqual([]);
    // What follows the magic in an OpenSSH key without encryption: the name of no cipher.
    expect(everything).not.toContain('b3BlbnNzaC1rZXktdjEAAAAABG5vbmU');
    expect(watch.stop()).toEqual([]);
    for (const password of passwords) expect(() => password.reveal()).toThrow('forgotten');
  });

  it('goes no further when it is cancelled, and forgets the password', async () => {
    const { standby } = lab();
    const home = tempDir();
    const engine = createEngine({ home, secrets: fakeSecretStore() });
    const { address: host, hostKeyFingerprint: hostKey } = standby;
    await engine.pairs.add({
      name: 'office',
      primary: { kind: 'local' },
      standby: { kind: 'ssh', user: 'root', host, port: 22, hostKey },
      volumes: [{ source: home, destination: '/Volumes/A' }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    const before = readFileSync(standby.path('/root/.ssh/authorized_keys'), 'utf8');
    const cancel = new AbortController();
    const password = new Secret(standby.passwords.root);
    const questions = {
      signIn: () => Promise.resolve({ kind: 'password', user: 'root', password } as const),
    } as unknown as SetupQuestions;
    const onEvent = (event: SetupEvent): void => {
      if (event.type === 'setup.done' && event.step === 'guard') cancel.abort();
    };
    const end = engine.setup('office', { questions, onEvent, signal: cancel.signal });
    const error: unknown = await end.catch((reason: unknown) => reason);
    expect(error instanceof EngineError && error.problem.code).toBe('setup.cancelled');
    expect(readFileSync(standby.path('/root/.ssh/authorized_keys'), 'utf8')).toBe(before);
    expect(() => password.reveal()).toThrow('forgotten');
    expect(readdirSync(`${home}/locks`)).toEqual([]);
  });
});
