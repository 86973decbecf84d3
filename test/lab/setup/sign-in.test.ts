import { writeFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError, type ProblemDetails } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { signIn, type SignedIn } from '../../../engine/ssh/sign-in.ts';
import { eventually } from '../../helpers/eventually.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { startAnotherSshd } from './another-sshd.ts';
import { holds, ProcessWatch } from './leaks.ts';

const PASSWORD = `word of all ' " $x \\ é`;
const WRONG = 'no such word at all';

const SERVERS = {
  usual: 22,
  prohibited: 2201,
  noPassword: 2202,
  keyboardOnly: 2203,
  oneTry: 2204,
  adminsOnly: 2205,
  banner: 2206,
  keyToo: 2207,
} as const;

const USERS = `
for shell in bash zsh dash tcsh fish; do useradd --create-home --shell /usr/bin/$shell "by-$shell"; done
for name in locked expired stale; do useradd --create-home --shell /bin/bash $name; done
useradd --create-home --shell /usr/sbin/nologin nologin
chpasswd
passwd -l locked
usermod -e 1 expired
chage -d 0 stale
for home in /home/by-*; do
  echo 'echo noise of a profile; echo more of it >&2' |
    tee "$home/.bashrc" "$home/.profile" "$home/.zshrc" "$home/.zshenv" "$home/.tcshrc" > "$home/.bash_profile"
  mkdir -p "$home/.config/fish"; cp "$home/.bashrc" "$home/.config/fish/config.fish"
done
echo 'Private. The account is watched.' > /etc/issue.net
`;

describeInLab('signing in to a real server', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });

  beforeAll(async () => {
    const { standby } = lab();
    const names = ['bash', 'zsh', 'dash', 'tcsh', 'fish'].map((shell) => `by-${shell}`);
    const all = [...names, 'locked', 'expired', 'stale', 'nologin'];
    await standby.exec(USERS, { input: all.map((name) => `${name}:${PASSWORD}\n`).join('') });
    await Promise.all([
      startAnotherSshd(standby, SERVERS.prohibited, ['PermitRootLogin prohibit-password']),
      startAnotherSshd(standby, SERVERS.noPassword, ['PasswordAuthentication no']),
      startAnotherSshd(standby, SERVERS.keyboardOnly, [
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication yes',
      ]),
      startAnotherSshd(standby, SERVERS.oneTry, ['MaxAuthTries 1']),
      startAnotherSshd(standby, SERVERS.adminsOnly, ['AllowUsers admin']),
      startAnotherSshd(standby, SERVERS.banner, [
        'Banner /etc/issue.net',
        'KbdInteractiveAuthentication yes',
      ]),
      startAnotherSshd(standby, SERVERS.keyToo, ['AuthenticationMethods password,publickey']),
    ]);
  });

  const secrets = (): string[] => [
    PASSWORD,
    WRONG,
    lab().standby.passwords.root,
    lab().standby.passwords.admin,
  ];
  let watch: ProcessWatch;
  beforeEach(() => {
    watch = new ProcessWatch(secrets());
  });
  afterEach(() => {
    expect(watch.stop()).toEqual([]);
  });

  const at = (user: string, server: keyof typeof SERVERS): SshEndpoint => {
    const { address, hostKeyFingerprint } = lab().standby;
    return { kind: 'ssh', user, host: address, port: SERVERS[server], hostKey: hostKeyFingerprint };
  };
  const enter = (user: string, server: keyof typeof SERVERS, password = PASSWORD): Promise<SignedIn> =>
    signIn(at(user, server), { kind: 'password', password: new Secret(password) });

  /** Who got in, by the script's own words; or the problem. */
  const attempt = async (
    user: string,
    server: keyof typeof SERVERS,
    password?: string,
  ): Promise<readonly [string, ProblemDetails['output'] | boolean]> => {
    try {
      const signedIn = await enter(user, server, password);
      expect(holds(signedIn, secrets())).toBe(false);
      await signedIn.close();
      return [signedIn.user, signedIn.isRoot];
    } catch (error) {
      expect(holds(error, secrets())).toBe(false);
      if (!(error instanceof EngineError)) throw error;
      return [error.problem.code, error.problem.details.output];
    }
  };

  it('lets root and an administrator in with their passwords, whatever is in them', async () => {
    const { root, admin } = lab().standby.passwords;
    expect([await attempt('root', 'usual', root), await attempt('admin', 'usual', admin)]).toEqual([
      ['root', true],
      ['admin', false],
    ]);
  });

  it('answers prompts where there is only keyboard-interactive', async () => {
    const { root, admin } = lab().standby.passwords;
    expect(await attempt('root', 'keyboardOnly', root)).toEqual(['root', true]);
    expect(await attempt('admin', 'keyboardOnly', admin)).toEqual(['admin', false]);
    expect(await attempt('admin', 'keyboardOnly', WRONG)).toEqual(['sign-in.wrong-password', undefined]);
  });

  it('tells a wrong password, also where the server hangs up after one', async () => {
    expect(await attempt('admin', 'usual', WRONG)).toEqual(['sign-in.wrong-password', undefined]);
    expect(await attempt('admin', 'oneTry', WRONG)).toEqual(['sign-in.wrong-password', undefined]);
    expect(await attempt('nobody-here', 'usual', WRONG)).toEqual(['sign-in.wrong-password', undefined]);
  });

  it('says of root what can be known: not whether the password or the rule was against it', async () => {
    const { root } = lab().standby.passwords;
    expect(await attempt('root', 'prohibited', root)).toEqual(['sign-in.root-refused', undefined]);
    expect(await attempt('root', 'usual', WRONG)).toEqual(['sign-in.root-refused', undefined]);
  });

  it('tells a server that takes no passwords', async () => {
    const { admin } = lab().standby.passwords;
    const problem = await enter('admin', 'noPassword', admin).catch((error: unknown) => error);
    expect(problem).toMatchObject({
      problem: { code: 'sign-in.no-password-method', details: { found: 'publickey' } },
    });
  });

  it('cannot tell a locked account or AllowUsers from a wrong password', async () => {
    const { root } = lab().standby.passwords;
    expect(await attempt('locked', 'usual')).toEqual(['sign-in.wrong-password', undefined]);
    expect(await attempt('by-bash', 'adminsOnly')).toEqual(['sign-in.wrong-password', undefined]);
    expect(await attempt('root', 'adminsOnly', root)).toEqual(['sign-in.root-refused', undefined]);
  });

  it('tells an expired account, in the words of the server', async () => {
    const words = expect.stringContaining('Your account has expired') as string;
    expect(await attempt('expired', 'usual')).toEqual(['sign-in.locked', words]);
    // Prompts say nothing of it. The password method after them says that it was right, and no more.
    expect((await attempt('expired', 'banner'))[0]).toBe('sign-in.not-allowed');
    expect(await attempt('expired', 'keyboardOnly')).toEqual(['sign-in.wrong-password', undefined]);
  });

  it('tells who is kept out after the password was right', async () => {
    writeFileSync(lab().standby.path('/etc/nologin'), 'Closed for the night.\n');
    const { admin } = lab().standby.passwords;
    const refused = await attempt('admin', 'usual', admin);
    await lab().standby.exec('rm /etc/nologin');
    expect(refused).toEqual(['sign-in.not-allowed', 'Closed for the night.']);
  });

  it('tells a password that must be changed, by either method', async () => {
    expect((await attempt('stale', 'usual'))[0]).toBe('sign-in.password-expired');
    expect((await attempt('stale', 'keyboardOnly'))[0]).toBe('sign-in.password-expired');
  });

  it('tells a server that wants a key too', async () => {
    const { admin } = lab().standby.passwords;
    expect((await attempt('admin', 'keyToo', admin))[0]).toBe('sign-in.second-factor');
  });

  it('tells an account that can run nothing', async () => {
    expect(await attempt('nologin', 'usual')).toEqual([
      'sign-in.no-shell',
      'This account is currently not available.',
    ]);
  });

  it('is not misled by a banner', async () => {
    const { admin } = lab().standby.passwords;
    expect(await attempt('admin', 'banner', admin)).toEqual(['admin', false]);
    expect(await attempt('admin', 'banner', WRONG)).toEqual([
      'sign-in.wrong-password',
      'Private. The account is watched.',
    ]);
  });

  it.each(['bash', 'zsh', 'dash', 'tcsh', 'fish'])(
    'runs scripts with any arguments and input where the login shell is a noisy %s',
    async (shell) => {
      const signedIn = await enter(`by-${shell}`, 'usual');
      const script = 'printf "<%s>" "$@"; wc -c; echo said >&2; exit 7';
      const args = ['it’s "$x" \\ !', '\\#377\n', ''];
      const stdin = Buffer.alloc(3_000_000, 'x');
      const result = await signedIn.shell.run(script, args, { stdin });
      await signedIn.close();
      expect([
        result.code,
        Buffer.from(result.stdout)
          .toString('latin1')
          .replace(/^noise.*\n/, ''),
      ]).toEqual([7, Buffer.from('<it’s "$x" \\ !><').toString('latin1') + '\xff\n><>3000000\n']);
      expect(result.stderr).toMatch(/said\n$/);
    },
  );

  it('gives up a script that takes too long, is cancelled or says too much, and stays signed in', async () => {
    const { shell, close } = await enter('by-dash', 'usual');
    const codeOf = (running: Promise<unknown>): Promise<unknown> =>
      running.then(
        () => 'done',
        (error: unknown) => (error instanceof EngineError ? error.problem.code : error),
      );
    const stop = new AbortController();
    const cancelled = codeOf(shell.run('sleep 60', [], { signal: stop.signal }));
    stop.abort();
    expect([
      await cancelled,
      await codeOf(shell.run('sleep 61', [], { timeoutMs: 300 })),
      await codeOf(shell.run('yes', [], { maxOutputBytes: 1_000_000 })),
      await codeOf(shell.run('true', [])),
    ]).toEqual(['run.cancelled', 'endpoint.timeout', 'endpoint.garbled', 'done']);
    await close();
    expect(await codeOf(shell.run('true', []))).toBe('endpoint.unreachable');
  });

  it('says so when the connection is lost while a script runs', async () => {
    const { shell } = await enter('by-dash', 'usual');
    const running = shell.run('echo there; sleep 60', []).catch((error: unknown) => error);
    await lab().standby.exec('while ! pgrep -x sleep; do :; done');
    await lab().standby.exec("pkill -KILL -f '^sshd: by-dash'");
    expect(await running).toMatchObject({
      problem: { code: 'endpoint.unreachable', retry: 'transient', details: { text: 'connection-lost' } },
    });
  });
});

describeInLab('the watch for secrets', () => {
  it('sees one in a process', async () => {
    const { spawn } = await import('node:child_process');
    const watch = new ProcessWatch(['word to see']);
    const child = spawn('sh', ['-c', 'read line; :', 'word to see']);
    const { samples } = watch;
    await eventually(() => watch.samples > samples + 1);
    child.stdin.end();
    await new Promise((resolve) => child.once('exit', resolve));
    expect(watch.stop()).toContain('cmdline of sh');
  });
});
