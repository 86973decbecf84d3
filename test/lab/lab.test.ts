import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { runProcess, startProcess, type StartedProcess } from '../helpers/run-process.ts';
import { answeringPassword, knownHosts, sshArgv, type SshTarget } from '../helpers/ssh-command.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from './describe-in-lab.ts';
import type { LabHost } from './lab-host.ts';

function target(host: LabHost, user: string, identityFile?: string): SshTarget {
  const knownHostsFile = `${tempDir()}/known_hosts`;
  writeFileSync(knownHostsFile, knownHosts(host.address, host.sshPort, host.hostKeys));
  return {
    ...{ host: host.address, port: host.sshPort, user, knownHostsFile },
    ...(identityFile === undefined ? {} : { identityFile }),
  };
}

async function makeClientKey(host: LabHost, user = 'root'): Promise<string> {
  const file = `${tempDir()}/key`;
  await runProcess(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file]);
  await host.authorize(readFileSync(`${file}.pub`, 'utf8'), user);
  return file;
}

async function startSession(ssh: readonly string[]): Promise<StartedProcess> {
  const session = startProcess(ssh);
  await session.waitForOutput(/^in$/m);
  return session;
}

describeInLab('a lab', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });

  it('has two hosts with a name, a home and processes of their own', async () => {
    const { primary, standby } = lab();
    const facts =
      'hostname; cat /etc/hostname; ls -A ~/.ssh; ps -A -o comm= | grep -c vitest || true; cat /etc/machine-id';
    const [a, b] = await Promise.all([primary.exec(facts), standby.exec(facts)]);
    expect(a.stdout).toMatch(/^primary\nprimary\n0\n[0-9a-f]{32}\n$/);
    expect(b.stdout).toMatch(/^standby\nstandby\n0\n[0-9a-f]{32}\n$/);
    expect(primary.hostKeyFingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
    expect(primary.hostKeyFingerprint).not.toBe(standby.hostKeyFingerprint);
  });

  it('lets the primary into the standby by key, by the name of the host', async () => {
    const { primary, standby } = lab();
    await primary.exec('ssh-keygen -q -t ed25519 -N "" -f ~/.ssh/id_ed25519');
    await standby.authorize(readFileSync(primary.path('/root/.ssh/id_ed25519.pub'), 'utf8'));
    writeFileSync(primary.path('/root/.ssh/known_hosts'), knownHosts('standby', 22, standby.hostKeys));
    const { stdout } = await primary.exec(['ssh', '-o', 'BatchMode=yes', 'standby', 'hostname; id -un']);
    expect(stdout).toBe('standby\nroot\n');
  });

  it('lets the runner in by key, as an administrator too', async () => {
    const { standby } = lab();
    const key = await makeClientKey(standby, 'admin');
    const { stdout } = await runProcess(sshArgv(target(standby, 'admin', key), 'id', '-un'));
    expect(stdout).toBe('admin\n');
  });

  it('takes the passwords of its accounts, and root’s only where the server is told to', async () => {
    const { primary, standby } = lab();
    const signIn = async (host: LabHost, user: 'root' | 'admin', password: string): Promise<string> => {
      const options = { ...answeringPassword(password, tempDir()), okCodes: 'any' as const };
      return (await runProcess(sshArgv(target(host, user), 'id', '-un'), options)).stdout;
    };
    const results = await Promise.all([
      signIn(standby, 'root', standby.passwords.root),
      signIn(standby, 'root', 'not the password'),
      signIn(primary, 'root', primary.passwords.root),
      signIn(primary, 'admin', primary.passwords.admin),
    ]);
    expect(results).toEqual(['root\n', '', '', 'admin\n']);
  });

  it('lets the administrator become root by sudo with the password', async () => {
    const { primary } = lab();
    const sudo = (password: string): Promise<number | null> =>
      primary
        .exec(['sudo', '-S', '-k', 'true'], { user: 'admin', input: `${password}\n`, okCodes: 'any' })
        .then(({ code }) => code);
    expect([await sudo(primary.passwords.admin), await sudo('wrong')]).toEqual([0, 1]);
  });

  it('runs this checkout with this Node inside a host', async () => {
    const version = await lab().primary.exec([process.execPath, '-p', 'require("./package.json").name'], {
      cwd: process.cwd(),
    });
    expect(version.stdout).toBe('warmspare\n');
  });

  it('passes input, environment, bytes and status through', async () => {
    const result = await lab().primary.exec('cat; echo "$GREETING"; printf "\\377"; exit 3', {
      input: 'in ',
      env: { GREETING: 'it’s "$x"' },
      okCodes: [3],
    });
    expect([result.code, result.stdoutBytes.toString('latin1')]).toEqual([
      3,
      Buffer.from('in it’s "$x"\n').toString('latin1') + '\xff',
    ]);
  });

  it('buries the orphans of its programs', async () => {
    const { primary } = lab();
    await primary.exec('(setsid sleep 1000 > /dev/null 2>&1 &)');
    const orphan = await eventually(() => primary.processes().find(({ name }) => name === 'sleep') ?? false);
    process.kill(orphan.pid, 'SIGKILL');
    // One that nobody buries would be listed as defunct.
    await eventually(async () => !(await primary.exec('ps -A -o comm=')).stdout.includes('sleep'));
  });

  it('signals a program inside', async () => {
    const { primary } = lab();
    const started = primary.start(
      'trap "echo asked; exit 130" INT; echo ready; while :; do sleep 0.05; done',
    );
    await started.waitForOutput(/ready/);
    await primary.signal(started, 'SIGINT');
    expect(await started.exited).toMatchObject({ code: 130, stdout: 'ready\nasked\n' });
  });

  it('fails to connect when the link is down, and mends when it is up', async () => {
    const { standby } = lab();
    const key = await makeClientKey(standby);
    const ssh = sshArgv(target(standby, 'root', key), 'echo', 'there');
    await standby.linkDown();
    const down = await runProcess([...ssh.slice(0, 1), '-o', 'ConnectTimeout=1', ...ssh.slice(1)], {
      okCodes: 'any',
    });
    await standby.linkUp();
    const up = await eventually(() => runProcess(ssh));
    expect([down.code, up.stdout]).toEqual([255, 'there\n']);
  });

  it('shows the same files inside and outside, and never leads out of the host', async () => {
    const { primary } = lab();
    writeFileSync(primary.path('/etc/from-outside'), 'outside\n');
    await primary.exec('cat /etc/from-outside > /srv/copy; ln -s /srv /root/link; echo inside >> /srv/copy');
    expect(readFileSync(primary.path('/root/link/copy'), 'utf8')).toBe('outside\ninside\n');
    expect(primary.path('/var/run/x').startsWith(`${lab().folder}/primary/root/run/`)).toBe(true);
    expect(primary.path('/../../../../../etc')).toBe(`${lab().folder}/primary/root/etc`);
    expect(existsSync('/etc/from-outside')).toBe(false);
  });

  it('ends the sessions of its ssh server on command, and the server', async () => {
    const { standby } = lab();
    const key = await makeClientKey(standby);
    const ssh = sshArgv(target(standby, 'root', key), 'echo in; sleep 60');
    const session = await startSession(ssh);
    await standby.killSshdSessions();
    expect((await session.exited).code).toBe(255);
    const another = await startSession(ssh);
    await standby.stopSshd();
    expect((await another.exited).code).toBe(255);
    const refused = await runProcess(ssh, { okCodes: 'any' });
    await standby.startSshd();
    expect(refused.stderr).toContain('Connection refused');
  });

  it('answers with another key after it was replaced', async () => {
    const { standby } = lab();
    const key = await makeClientKey(standby);
    const known = target(standby, 'root', key);
    const before = standby.hostKeyFingerprint;
    await standby.replaceHostKey();
    expect(standby.hostKeyFingerprint).not.toBe(before);
    const { stderr } = await runProcess(sshArgv(known, 'true'), { okCodes: 'any' });
    expect(stderr).toContain('Host key verification failed');
  });
});
