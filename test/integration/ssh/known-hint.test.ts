import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { hintOf, personsPins } from '../../../engine/ssh/known-hint.ts';
import { pinOf } from '../../../engine/ssh/host-keys.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { makeKey } from './sshd.ts';

it('reads the keys of a host out of a person’s own known_hosts, hashed names too, and leaves it as it is', async () => {
  const folder = tempDir();
  const file = `${folder}/known hosts`;
  const [mine = '', other = ''] = ['a', 'b'].map((name) =>
    readFileSync(`${makeKey(`${folder}/${name}`, 'ed25519')}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' '),
  );
  const text = `# a comment\n@revoked * ${other}\nspare.local,10.0.0.2 ${mine}\n[spare.local]:2222 ${other}\nelse ${other}\n`;
  const pin = pinOf(Buffer.from(mine.split(' ')[1] ?? '', 'base64'));
  const hint = async (host: string, port = 22): Promise<unknown> =>
    hintOf(pin, await personsPins({ host, port }, runProcess, file));
  const hints = async (): Promise<unknown> => [
    await hint('spare.local'),
    await hint('spare.local', 2222),
    await hint('unknown.local'),
  ];
  writeFileSync(file, text);
  expect([await hints(), readFileSync(file, 'utf8')]).toEqual([['same', 'other', undefined], text]);
  execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' });
  expect([await hints(), readFileSync(file, 'utf8').includes('spare.local')]).toEqual([
    ['same', 'other', undefined],
    false,
  ]);
  expect(
    hintOf(pin, await personsPins({ host: 'a', port: 22 }, runProcess, `${folder}/none`)),
  ).toBeUndefined();
});
