import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import type { Shell, ShellResult } from '../../../engine/model/shell.ts';
import { signIn, type SignedIn } from '../../../engine/ssh/sign-in.ts';
import { sudoShell, type SudoFault } from '../../../engine/ssh/sudo-shell.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { holds, ProcessWatch } from './leaks.ts';

const PASSWORD = `word of sudo ' " $x \\ é`;
const WRONG = 'no such word of sudo';
const SHELLS = ['bash', 'zsh', 'dash', 'tcsh'];

const USERS = `
for shell in bash zsh dash tcsh; do
  useradd --create-home --shell /usr/bin/$shell --groups sudo "by-$shell"
  cd "/home/by-$shell"
  echo 'echo noise of a profile; echo more of it >&2' |
    tee .bashrc .profile .zshrc .zshenv .tcshrc > .bash_profile
done
for name in free strict nobody-much partly; do useradd --create-home --shell /bin/bash $name; done
echo 'free ALL=(ALL) NOPASSWD: ALL
strict ALL=(ALL) ALL
partly ALL=(ALL) /usr/bin/id
Defaults:strict requiretty
Defaults:by-zsh lecture=always
Defaults:by-dash !use_pty, badpass_message="Wrong, whoever you are."' > /etc/sudoers.d/test
chmod 440 /etc/sudoers.d/test
chpasswd
`;

describeInLab('an administrator’s sudo', () => {
  const lab = labForSuite();
  const open: SignedIn[] = [];
  let watch: ProcessWatch;

  beforeAll(async () => {
    const names = [...SHELLS.map((shell) => `by-${shell}`), 'free', 'strict', 'nobody-much', 'partly'];
    await lab().standby.exec(USERS, { input: names.map((name) => `${name}:${PASSWORD}\n`).join('') });
    watch = new ProcessWatch([PASSWORD, WRONG, lab().standby.passwords.admin]);
  });
  afterAll(() => {
    expect([watch.samples > 20, watch.stop()]).toEqual([true, []]);
  });
  afterEach(async () => {
    for (const signedIn of open.splice(0)) await signedIn.close();
  });

  const enter = async (user: string): Promise<SignedIn> => {
    const { address, hostKeyFingerprint } = lab().standby;
    const endpoint = { kind: 'ssh' as const, user, host: address, port: 22, hostKey: hostKeyFingerprint };
    const signedIn = await signIn(endpoint, { kind: 'password', password: new Secret(PASSWORD) });
    open.push(signedIn);
    return signedIn;
  };
  const rootShell = async (user: string, password: string | undefined = PASSWORD): Promise<Shell> => {
    const shell = await sudoShell(
      await enter(user),
      password === undefined ? undefined : new Secret(password),
    );
    if (!shell.ok) throw new Error(`${shell.error.code}: ${shell.error.output}`);
    return shell.value;
  };
  const faultOf = async (
    user: string,
    password?: string,
    timeoutMs = 120_000,
  ): Promise<SudoFault['code'] | 'root'> => {
    const secret = password === undefined ? undefined : new Secret(password);
    const shell = await sudoShell(await enter(user), secret, { timeoutMs });
    expect(holds(shell, [PASSWORD, WRONG])).toBe(false);
    return shell.ok ? 'root' : shell.error.code;
  };
  const text = ({ stdout }: ShellResult): string =>
    Buffer.from(stdout)
      .toString('latin1')
      .replace(/^noise.*\n/, '');

  it.each(SHELLS)(
    'runs scripts as root, with any arguments, where the login shell is a noisy %s',
    async (name) => {
      const shell = await rootShell(`by-${name}`);
      const script = 'id -u; echo "$HOME"; printf "<%s>" "$@"; echo said >&2; exit 7';
      const result = await shell.run(script, ['it’s "$x" \\ !', '\\#377\n', '']);
      const words = Buffer.from('<it’s "$x" \\ !><').toString('latin1') + '\xff\n><>';
      expect([result.code, text(result), result.stderr]).toEqual([7, `0\n/root\n${words}`, 'said\n']);
    },
  );

  it.each([...SHELLS.map((name) => `by-${name}`), 'free'])(
    'gives the script of %s its own standard input and nothing of the password',
    async (user) => {
      const shell = await rootShell(user);
      const stdin = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * 31) % 256));
      expect(text(await shell.run('sha256sum', [], { stdin }))).toBe(
        text(await (await enter(user)).shell.run('sha256sum', [], { stdin })),
      );
      expect(text(await shell.run('wc -c', []))).toBe('0\n');
    },
  );

  it('passes a megabyte of bytes back unharmed', async () => {
    const shell = await rootShell('by-bash');
    const stdin = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * 31) % 256));
    const { stdout } = await shell.run('cat', [], { stdin });
    expect(Buffer.from(stdout).subarray(-stdin.length).equals(stdin)).toBe(true);
  });

  it('needs no password where sudo needs none, and says so where it does', async () => {
    expect([await faultOf('free'), await faultOf('by-bash')]).toEqual(['root', 'sudo.password-needed']);
  });

  it('tells a wrong password, also in words of its own', async () => {
    expect([await faultOf('by-bash', WRONG), await faultOf('by-dash', WRONG)]).toEqual([
      'sudo.wrong-password',
      'sudo.wrong-password',
    ]);
  });

  it('tells who may not, not at all or not this', async () => {
    expect([await faultOf('nobody-much', PASSWORD), await faultOf('partly', PASSWORD)]).toEqual([
      'sudo.no-right',
      'sudo.no-right',
    ]);
  });

  it('tells a sudo that wants a terminal', async () => {
    expect(await faultOf('strict', PASSWORD)).toBe('sudo.needs-terminal');
  });

  const withPam = async (auth: string, run: () => Promise<void>): Promise<void> => {
    const file = lab().standby.path('/etc/pam.d/sudo');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${auth}\n${before.replace('@include common-auth', '')}`);
    try {
      await run();
    } finally {
      writeFileSync(file, before);
    }
  };

  it('answers a sudo whose rules ask twice', async () => {
    await withPam('auth required pam_unix.so\nauth required pam_unix.so', async () => {
      expect(await faultOf('by-bash', PASSWORD)).toBe('root');
      expect(await faultOf('by-bash', WRONG)).toBe('sudo.wrong-password');
    });
  });

  it('tells a sudo that is not there', async () => {
    const signedIn = await enter('by-bash');
    await lab().standby.exec('mv /usr/bin/sudo /usr/bin/sudo.away');
    const shell = await sudoShell(signedIn, new Secret(PASSWORD));
    await lab().standby.exec('mv /usr/bin/sudo.away /usr/bin/sudo');
    expect(shell).toEqual({
      ok: false,
      error: { code: 'sudo.missing', output: expect.any(String) as string },
    });
  });

  it('leaves no right behind, and fails later as a problem when the right is taken away', async () => {
    const signedIn = await enter('by-bash');
    const shell = await sudoShell(signedIn, new Secret(PASSWORD));
    if (!shell.ok) throw new Error(shell.error.code);
    const left = await signedIn.shell.run('sudo -n true', []);
    await lab().standby.exec("echo 'by-bash ALL=(ALL) !ALL' > /etc/sudoers.d/zz");
    const later = await shell.value.run('id -u', []).catch((error: unknown) => error);
    await lab().standby.exec('rm /etc/sudoers.d/zz');
    expect([left.code, later instanceof EngineError && later.problem.code]).toEqual([1, 'sudo.no-right']);
  });

  it('leaves root’s account as it is', async () => {
    const before = readFileSync(lab().standby.path('/etc/shadow'), 'utf8');
    await (await rootShell('by-bash')).run('true', []);
    expect(readFileSync(lab().standby.path('/etc/shadow'), 'utf8')).toBe(before);
  });

  it('gives up a script of root’s in time', async () => {
    const shell = await rootShell('by-bash');
    await expect(shell.run('sleep 60', [], { timeoutMs: 1500 })).rejects.toThrow('endpoint.timeout');
  });
});
