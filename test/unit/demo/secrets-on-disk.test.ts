import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filesWithSecret } from '../../../engine/cli/demo/secrets-on-disk.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

it('names every file that holds a secret somewhere in it, in any folder, and follows no link', async () => {
  const folder = tempDir();
  mkdirSync(`${folder}/a/b`, { recursive: true });
  mkdirSync(`${folder}/c`);
  writeFileSync(`${folder}/a/b/deep`, Buffer.concat([Buffer.from([0, 255]), Buffer.from('xx sesame xx')]));
  writeFileSync(`${folder}/a/harmless`, 'ses ame');
  writeFileSync(`${folder}/c/other`, 'open');
  symlinkSync(`${folder}/a/b/deep`, `${folder}/c/link`);
  const found = await filesWithSecret([`${folder}/a`, `${folder}/c`], ['sesame', 'open']);
  expect(found).toEqual([`${folder}/a/b/deep`, `${folder}/c/other`]);
});
