import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoopbackSshd, type LoopbackSshd } from '../helpers/loopback-sshd.ts';
import { listProcesses } from '../helpers/proc.ts';
import { runProcess, startProcess } from '../helpers/run-process.ts';
import { knownHosts, sshArgv } from '../helpers/ssh-command.ts';

describe.skipIf(!existsSync('/usr/sbin/sshd'))('an ssh server on loopback', () => {
  let sshd: LoopbackSshd;
  beforeEach(async () => {
    sshd = await startLoopbackSshd({ config: ['ClientAliveInterval 7'] });
  });
  afterEach(() => sshd.stop());

  const ssh = (...command: string[]): string[] => {
    const { host, port, user, identityFile, folder } = sshd;
    const knownHostsFile = `${folder}/known_hosts`;
    if (!existsSync(knownHostsFile)) writeFileSync(knownHostsFile, knownHosts(host, port, sshd.hostKeys));
    return sshArgv({ host, port, user, identityFile, knownHostsFile }, ...command);
  };

  it('lets its client in and shows the keys that it says it has', async () => {
    expect((await runProcess(ssh('echo', 'in'))).stdout).toBe('in\n');
    const { stdout } = await runProcess(['ssh-keyscan', '-p', String(sshd.port), sshd.host]);
    const shown = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ').slice(1).join(' '));
    expect(shown.sort()).toEqual(Object.values(sshd.hostKeys.publicKeys).sort());
    expect(sshd.hostKeyFingerprint).toBe(sshd.hostKeys.fingerprints.ed25519);
    expect(sshd.log()).toContain('Accepted publickey');
  });

  it('keeps out who has another key', async () => {
    await runProcess(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', `${sshd.folder}/stranger`]);
    const argv = ssh('true').map((word) => (word === sshd.identityFile ? `${sshd.folder}/stranger` : word));
    expect((await runProcess(argv, { okCodes: [255] })).stderr).toContain('Permission denied');
  });

  it('ends sessions on command and goes on listening', async () => {
    const session = startProcess(ssh('echo in; cat'), { keepInputOpen: true });
    await session.waitForOutput(/^in$/m);
    await sshd.killSessions();
    expect((await session.exited).code).toBe(255);
    expect((await runProcess(ssh('echo', 'again'))).stdout).toBe('again\n');
  });

  it('comes back at the same port with another key', async () => {
    const [port, before] = [sshd.port, sshd.hostKeyFingerprint];
    await runProcess(ssh('true'));
    await sshd.replaceHostKey();
    expect([sshd.port, sshd.hostKeyFingerprint === before]).toEqual([port, false]);
    expect((await runProcess(ssh('true'), { okCodes: [255] })).stderr).toContain(
      'Host key verification failed',
    );
  });

  it('forces a command', async () => {
    const guarded = await startLoopbackSshd({ forceCommand: 'echo "asked for: $SSH_ORIGINAL_COMMAND"' });
    const { host, port, user, identityFile, folder } = guarded;
    writeFileSync(`${folder}/known_hosts`, knownHosts(host, port, guarded.hostKeys));
    const target = { host, port, user, identityFile, knownHostsFile: `${folder}/known_hosts` };
    expect((await runProcess(sshArgv(target, 'rm', '-rf'))).stdout).toBe('asked for: rm -rf\n');
    await guarded.stop();
  });

  it('leaves nothing behind', async () => {
    const other = await startLoopbackSshd();
    const { folder, pid } = other;
    await other.stop();
    expect([existsSync(folder), listProcesses().some((seen) => seen.pid === pid)]).toEqual([false, false]);
  });
});
