import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAgent, type Agent } from '../../../engine/ssh/agent.ts';
import { openPrivateKey } from '../../../engine/ssh/private-key.ts';
import { runProcess, type ProcessResult } from '../../helpers/run-process.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { EngineNewcomer } from './engine-newcomer.ts';

describeInLab('the key that a set-up made', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  let client: string[] = [];
  let person: EngineNewcomer;
  let agent: Agent | undefined;

  beforeAll(async () => {
    const { standby } = lab();
    person = await EngineNewcomer.create(standby);
    await standby.exec(['mkdir', '-p', '/Volumes/Another']);
    const { keys } = await person.engine.setup('office', person.as('root'));
    const id = keys[0]?.id ?? '';
    const sealed = readFileSync(`${person.home}/keys/${id}`, 'utf8');
    agent = await startAgent({ keys: [await openPrivateKey(sealed, person.secrets.secrets.get(id))] });
    client = [
      ...['ssh', '-F', 'none', '-o', `IdentityAgent=${agent.socketPath}`, '-o', 'BatchMode=yes', '-q'],
      ...[
        '-o',
        'StrictHostKeyChecking=no',
        '-o',
        'UserKnownHostsFile=/dev/null',
        '-l',
        'root',
        standby.address,
      ],
    ];
  });

  afterAll(async () => {
    await agent?.close();
    person.close();
  });

  const ssh = (...words: readonly string[]): Promise<ProcessResult> =>
    runProcess([...client, ...words], { okCodes: 'any', input: 'id\n', timeoutMs: 120_000 });

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
    expect((await ssh('warmspare', 'version')).stdout).toMatch(/^warmspare guard 5 pair-\w{10}\n$/);
  });

  it('gets no terminal, no subsystem and no way on to other machines', async () => {
    const [program = '', ...rest] = client;
    const sftp = await runProcess([program, '-s', ...rest, 'sftp'], { okCodes: 'any', timeoutMs: 120_000 });
    const onwards = await runProcess([program, '-W', 'localhost:22', ...rest], {
      okCodes: 'any',
      timeoutMs: 120_000,
    });
    expect([sftp.stdout, onwards.stdout, onwards.code === 0]).toEqual(['', '', false]);
  });

  it('writes nowhere but into the destinations, and reads nothing back', async () => {
    const { standby } = lab();
    const remoteShell = client.slice(0, -1).join(' ');
    const rsync = (...words: readonly string[]): Promise<ProcessResult> =>
      runProcess(['rsync', '-e', remoteShell, '-a', ...words], { okCodes: 'any', timeoutMs: 120_000 });
    const source = `${person.source}/`;
    for (const place of ['/Volumes/Another/', '/root/', '/Volumes/A/../Another/', '/Volumes/']) {
      const { code } = await rsync(source, `${standby.address}:${place}`);
      expect([place, code === 0]).toEqual([place, false]);
    }
    const fetched = await rsync(`${standby.address}:/etc/shadow`, `${person.folder}/fetched`);
    expect([fetched.code === 0, existsSync(`${person.folder}/fetched`)]).toEqual([false, false]);
    const planted = ['/Volumes/Another/planted', '/root/planted', '/Volumes/planted'];
    expect(planted.filter((path) => existsSync(standby.path(path)))).toEqual([]);
  });
});
