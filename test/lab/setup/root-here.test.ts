import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import type { Pair } from '../../../engine/model/pair.ts';
import { startProcess } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { CliResult } from '../engine/cli-pair.ts';

const SOURCE = '/srv/work';
const DESTINATION = '/Volumes/Spare';

// The command line of this machine in the network of a lab host, so that `localhost` is the host's own ssh server.
describeInLab('warmspare setup --as-root-here', () => {
  const lab = labForSuite({
    primary: { permitRootLogin: 'prohibit-password', passwords: { admin: 'here' } },
    standby: { permitRootLogin: 'yes', passwords: { root: 'there' } },
  });
  const home = makeTempDir();
  const warmspare = async (words: readonly string[], input = ''): Promise<CliResult> => {
    const { networkNamespace } = lab().primary;
    const argv = [process.execPath, 'dist/cli/warmspare.js', ...words, '--home', `${home}/data`];
    const options = { input, timeoutMs: 500_000 };
    const { code, stdout, stderr } = await startProcess(
      ['nsenter', `--net=${networkNamespace}`, ...argv],
      options,
    ).exited;
    return { status: code, stdout, stderr };
  };
  const pair = async (): Promise<Pair> => {
    const { stdout } = await warmspare(['pair', 'show', 'office', '--json']);
    return (JSON.parse(stdout) as { readonly pair: Pair }).pair;
  };

  afterAll(() => {
    removeTree(home);
  });

  it('reads this machine by its own root, who is let in from here only', async () => {
    const { primary, standby } = lab();
    await primary.exec(`mkdir -p ${SOURCE} && echo secret >${SOURCE}/of-root && chmod 600 ${SOURCE}/of-root`);
    await standby.addDisk({ name: 'Spare', sizeMb: 32 });
    const added = await warmspare([
      ...['pair', 'add', 'office', '--primary', 'local', '--standby', `ssh://root@${standby.address}`],
      ...['--host-key', standby.hostKeyFingerprint, '--volume', `${SOURCE}=${DESTINATION}`],
    ]);
    expect(added).toMatchObject({ status: 0, stderr: '' });
    const options = ['--password-stdin', '--primary-user', 'admin', '--trust-on-first-use', '--unattended'];
    const done = await warmspare(['setup', 'office', '--as-root-here', ...options], 'there\nhere\n');
    expect([done.status, done.stdout]).toEqual([
      0,
      expect.stringContaining('The primary, ssh://root@localhost:'),
    ]);
    expect(done.stdout).toContain('Signed in as admin, and became root by sudo');
    expect(done.stdout).toContain('From the primary, too, the standby lets this key in');
    expect(readFileSync(primary.path('/root/.ssh/authorized_keys'), 'utf8')).toMatch(
      /^restrict,agent-forwarding,from="127\.0\.0\.1,::1" ssh-ed25519 \S+ warmspare \S+ primary office /,
    );
    expect(await pair()).toMatchObject({ driver: 'primary', primary: { user: 'root', host: 'localhost' } });
  });

  it('copies what only root may read', async () => {
    expect(await warmspare(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(lab().standby.path(`${DESTINATION}/of-root`), 'utf8')).toBe('secret\n');
  });

  it('refuses another host key than the one that was pinned', async () => {
    const before = await pair();
    const file = `${home}/data/config.json`;
    const text = readFileSync(file, 'utf8');
    const other = `SHA256:${'A'.repeat(43)}`;
    const pinned = before.primary.kind === 'ssh' ? before.primary.hostKey : '';
    writeFileSync(file, text.replace(pinned, other));
    const refused = await warmspare(['sync', 'office']);
    expect([refused.status, refused.stdout + refused.stderr]).toEqual([
      expect.any(Number),
      expect.stringContaining('shows another host key than the pinned one'),
    ]);
    writeFileSync(file, text);
  });
});
