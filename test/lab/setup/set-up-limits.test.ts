import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from '../../../engine/index.ts';
import { Secret } from '../../../engine/model/secret.ts';
import type { SetupQuestions } from '../../../engine/api/setup.ts';
import { startAgent, type Agent } from '../../../engine/ssh/agent.ts';
import { openPrivateKey } from '../../../engine/ssh/key-pair.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { runProcess, type ProcessResult } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';

describeInLab('the key that a set-up made', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  let client: string[] = [];
  let folder = '';
  let agent: Agent | undefined;

  beforeAll(async () => {
    const { standby } = lab();
    await standby.exec(['mkdir', '-p', '/Volumes/A', '/Volumes/Another']);
    folder = makeTempDir();
    mkdirSync(`${folder}/source`);
    writeFileSync(`${folder}/source/planted`, 'planted\n');
    const secrets = fakeSecretStore();
    const engine = createEngine({ home: `${folder}/data`, secrets });
    const { address: host, hostKeyFingerprint: hostKey } = standby;
    await engine.pairs.add({
      name: 'office',
      primary: { kind: 'local' },
      standby: { kind: 'ssh', user: 'root', host, port: 22, hostKey },
      volumes: [{ source: `${folder}/source`, destination: '/Volumes/A' }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    const password = new Secret(standby.passwords.root);
    const signIn = (): ReturnType<SetupQuestions['signIn']> =>
      Promise.resolve({ kind: 'password', user: 'root', password });
    const { key } = await engine.setup('office', { questions: { signIn } as unknown as SetupQuestions });
    const sealed = readFileSync(`${folder}/data/keys/${key.id}`, 'utf8');
    agent = await startAgent({ keys: [openPrivateKey(sealed, secrets.secrets.get(key.id))] });
    client = [
      ...['ssh', '-F', 'none', '-o', `IdentityAgent=${agent.socketPath}`, '-o', 'BatchMode=yes', '-q'],
      ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-l', 'root', host],
    ];
  });

  afterAll(async () => {
    await agent?.close();
    removeTree(folder);
  });

  const ssh = (...words: readonly string[]): Promise<ProcessResult> =>
    runProcess([...client, ...words], { okCodes: 'any', input: 'id\n', timeoutMs: 20_000 });

  it('opens no shell, and shows no file', async () => {
    const commands = [
      [],
      ['sh'],
      ['cat', '/etc/shadow'],
      ['warmspare', 'version;', 'id'],
      ['scp', '-f', '/etc/shadow'],
    ];
    for (const command of commands)
      expect([command, await ssh(...command)]).toMatchObject([command, { code: 126, stdout: '' }]);
    expect((await ssh('warmspare', 'version')).stdout).toMatch(/^warmspare guard 1 pair-\w{10}\n$/);
  });

  it('gets no terminal, no subsystem and no way on to other machines', async () => {
    const [program = '', ...rest] = client;
    const sftp = await runProcess([program, '-s', ...rest, 'sftp'], { okCodes: 'any', timeoutMs: 20_000 });
    const onwards = await runProcess([program, '-W', 'localhost:22', ...rest], {
      okCodes: 'any',
      timeoutMs: 20_000,
    });
    expect([sftp.stdout, onwards.stdout, onwards.code === 0]).toEqual(['', '', false]);
  });

  it('writes nowhere but into the destinations, and reads nothing back', async () => {
    const { standby } = lab();
    const remoteShell = client.slice(0, -1).join(' ');
    const rsync = (...words: readonly string[]): Promise<ProcessResult> =>
      runProcess(['rsync', '-e', remoteShell, '-a', ...words], { okCodes: 'any', timeoutMs: 20_000 });
    const source = `${folder}/source/`;
    for (const place of ['/Volumes/Another/', '/root/', '/Volumes/A/../Another/', '/Volumes/']) {
      const { code } = await rsync(source, `${standby.address}:${place}`);
      expect([place, code === 0]).toEqual([place, false]);
    }
    const fetched = await rsync(`${standby.address}:/etc/shadow`, `${folder}/fetched`);
    expect([fetched.code === 0, existsSync(`${folder}/fetched`)]).toEqual([false, false]);
    const planted = ['/Volumes/Another/planted', '/root/planted', '/Volumes/planted'];
    expect(planted.filter((path) => existsSync(standby.path(path)))).toEqual([]);
  });
});
