import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { installDropIn, readSshdSettings, undoDropIn } from '../../../engine/ssh/sshd-change.ts';
import { dropInFor, findObstacles, type Obstacle } from '../../../engine/ssh/sshd-settings.ts';
import { signIn } from '../../../engine/ssh/sign-in.ts';
import { sudoShell } from '../../../engine/ssh/sudo-shell.ts';
import type { Shell } from '../../../engine/model/shell.ts';
import { eventually } from '../../helpers/eventually.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { knownHosts, sshArgv } from '../../helpers/ssh-command.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';

const HOSTILE = [
  'Include /etc/ssh/sshd_config.d/*.conf',
  'PubkeyAuthentication no',
  'AuthorizedKeysFile /etc/ssh/keys/%u',
  'AuthenticationMethods password',
  'AllowUsers admin',
  'AllowGroups admin',
  'ForceCommand none',
];
const FILE = '/etc/ssh/sshd_config.d/050-warmspare.conf';

describeInLab('an sshd that keeps root’s key out', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'no', sshdConfig: HOSTILE } });

  const adminsRoot = async (): Promise<{ shell: Shell; close: () => Promise<void> }> => {
    const { address, hostKeyFingerprint, passwords } = lab().standby;
    const password = new Secret(passwords.admin);
    const endpoint: SshEndpoint = {
      kind: 'ssh',
      user: 'admin',
      host: address,
      port: 22,
      hostKey: hostKeyFingerprint,
    };
    const signedIn = await signIn(endpoint, { kind: 'password', password });
    const shell = await sudoShell(signedIn, password);
    if (!shell.ok) throw new Error(shell.error.code);
    return { shell: shell.value, close: signedIn.close };
  };
  const kinds = (result: Awaited<ReturnType<typeof readSshdSettings>>): Obstacle['kind'][] | object =>
    result.ok ? findObstacles(result.value).map(({ kind }) => kind) : result.error;

  it('is mended by a drop-in that counts at once, and is as before when that is undone', async () => {
    const { standby } = lab();
    const folder = tempDir();
    await runProcess(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', `${folder}/key`]);
    await standby.authorize(readFileSync(`${folder}/key.pub`, 'utf8'));
    writeFileSync(`${folder}/known_hosts`, knownHosts(standby.address, 22, standby.hostKeys));
    const target = { host: standby.address, port: 22, user: 'root', knownHostsFile: `${folder}/known_hosts` };
    const byKey = async (): Promise<string> => {
      const argv = sshArgv({ ...target, identityFile: `${folder}/key` }, 'id', '-un');
      return (await runProcess(argv, { okCodes: 'any' })).stdout;
    };
    /** A sshd that reads its settings again is asked to, and does it a moment later. */
    const becomes = (wanted: string): Promise<string> =>
      eventually(async () => {
        const said = await byKey();
        expect(said).toBe(wanted);
        return said;
      });
    const { shell, close } = await adminsRoot();
    const before = await readSshdSettings(shell);
    const obstacles = before.ok ? findObstacles(before.value) : [];
    const keptOut = await byKey();
    const after = await installDropIn(shell, dropInFor(obstacles) ?? '');
    const letIn = await becomes('root\n');
    const undone = await undoDropIn(shell);
    const keptOutAgain = await becomes('');
    await close();
    const all = ['root-login', 'public-key', 'keys-file', 'methods', 'allow-users', 'allow-groups'];
    expect([obstacles.map(({ kind }) => kind), kinds(after), kinds(undone)]).toEqual([all, [], all]);
    expect([keptOut, letIn, keptOutAgain]).toEqual(['', 'root\n', '']);
    expect(existsSync(standby.path(FILE))).toBe(false);
  });

  it('puts back what was there when sshd does not take the new text', async () => {
    const { standby } = lab();
    await standby.exec(`mkdir -p /etc/ssh/sshd_config.d; echo '# mine' > ${FILE}`);
    const { shell, close } = await adminsRoot();
    const result = await installDropIn(shell, 'PermitRootLogin perhaps\n');
    await close();
    const kept = readFileSync(standby.path(FILE), 'utf8');
    await standby.exec(`rm ${FILE}`);
    expect([result, kept]).toEqual([
      {
        ok: false,
        error: { kind: 'invalid', text: expect.stringContaining('unsupported option "perhaps"') as string },
      },
      '# mine\n',
    ]);
  });

  it('touches nothing where sshd_config reads no such folder, or without root', async () => {
    const { standby } = lab();
    const { shell, close } = await adminsRoot();
    await standby.exec("sed -i.before '/^Include/d' /etc/ssh/sshd_config");
    const result = await installDropIn(shell, 'Match all\n');
    await standby.exec('mv /etc/ssh/sshd_config.before /etc/ssh/sshd_config');
    await close();
    expect([result, existsSync(standby.path(FILE))]).toEqual([
      { ok: false, error: { kind: 'no-include', text: '/etc/ssh/sshd_config' } },
      false,
    ]);
  });
});
