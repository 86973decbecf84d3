import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addLine, removeKey } from '../../../engine/keys/authorized-keys.ts';
import { ROOT_ACCOUNT } from '../../../engine/keys/key-account.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { editKeysFile } from '../../../engine/run/setup/edit-keys-file.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { signIn, type SignedIn } from '../../../engine/ssh/sign-in.ts';
import { someOf } from '../../helpers/long.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { KEYS_FIXTURES, MARKER, OUR_BLOB, textOf } from '../../unit/keys/authorized-keys-fixtures.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';

const KEYS = '/root/.ssh/authorized_keys';

describeInLab('odd files of root’s keys', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  const folder = makeTempDir();
  const made = makeKeyPair({ comment: 'warmspare' });
  const blob = made.publicKey.split(' ')[1] ?? '';
  const line = `restrict,command="echo let in" ssh-ed25519 ${blob} ${MARKER} 2026-11-23`;
  let session: SignedIn;

  beforeAll(async () => {
    const { standby } = lab();
    const { address: host, hostKeyFingerprint: hostKey, passwords } = standby;
    const endpoint = { kind: 'ssh', user: 'root', host, port: 22, hostKey } as const;
    session = await signIn(endpoint, { kind: 'password', password: new Secret(passwords.root) });
    mkdirSync(standby.path('/root/.ssh'), { recursive: true, mode: 0o700 });
    writeFileSync(`${folder}/key`, made.privateKey, { mode: 0o600 });
  });
  afterAll(async () => {
    await session.close();
    removeTree(folder);
  });

  const answer = async (): Promise<string> => {
    const options = [
      'IdentitiesOnly=yes',
      'BatchMode=yes',
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
    ];
    const words = options.flatMap((option) => ['-o', option]);
    const argv = [
      'ssh',
      '-F',
      'none',
      '-q',
      '-i',
      `${folder}/key`,
      ...words,
      `root@${lab().standby.address}`,
      'sh',
    ];
    return (await runProcess(argv, { okCodes: 'any' })).stdout.trim();
  };

  it('keep every byte around the one line, which the real sshd finds in each, and then finds no more', async () => {
    const account = { shell: session.shell, account: ROOT_ACCOUNT };
    const told: string[] = [];
    // A line of the fixtures' own key is not ours here.
    const fixtures = KEYS_FIXTURES.filter((fixture) => !textOf(fixture).includes(OUR_BLOB));
    for (const fixture of someOf(fixtures, 4)) {
      const file = lab().standby.path(KEYS);
      const text = textOf(fixture);
      writeFileSync(file, text, { encoding: 'latin1', mode: 0o600 });
      await editKeysFile(account, (before) => addLine(before, line).text);
      const withLine = readFileSync(file, 'latin1');
      const isLetIn = (await answer()) === 'let in';
      await editKeysFile(account, (before) => removeKey(before, { kind: 'blob', blob }).text);
      const without = readFileSync(file, 'latin1');
      const isKept =
        withLine.startsWith(text) && without.startsWith(text) && without.length - text.length <= 2;
      if (!isKept || !isLetIn) told.push(`${fixture.name}: ${String(isKept)} ${String(isLetIn)}`);
      expect(withLine.split(blob)).toHaveLength(2);
    }
    expect(told).toEqual([]);
    expect(fixtures.length).toBeGreaterThanOrEqual(30);
    expect(await answer()).toBe('');
  });
});
