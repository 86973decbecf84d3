import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BoundedLog } from '../../../engine/store/bounded-log.ts';
import { BufferedFile } from '../../../engine/store/buffered-file.ts';
import { tempHome } from './temp-home.ts';

async function logged(chunks: readonly string[]): Promise<string> {
  const path = join(await tempHome(), 'log.txt');
  const log = new BoundedLog(new BufferedFile(path, 'wx'), { headBytes: 20, tailBytes: 10 });
  for (const chunk of chunks) log.append(chunk);
  await log.close();
  return readFile(path, 'utf8');
}

it('keeps all that fits', async () => {
  expect(await logged(['0123456789\n', '23456789\n'])).toEqual('0123456789\n23456789\n');
});

it('keeps whole lines of the head and the end of the rest, and says what is missing', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line ${String(i).padStart(2, '0')}\n`);
  const expected = [
    'line 00\nline 01\n',
    '\n[warmspare: from here, after 20 bytes, only the end of the output is kept]\n',
    '[warmspare: 70 bytes of output are left out]\n',
    '0\nline 11\n',
  ].join('');
  expect(await logged(lines)).toEqual(expected);
  expect(await logged([lines.join('')])).toEqual(expected);
});

it('says nothing of left out output when the rest fits into the tail', async () => {
  const cut = '\n[warmspare: from here, after 20 bytes, only the end of the output is kept]\n';
  expect(await logged(['0123456789\n', '0123456\n', 'tail\n'])).toEqual(`0123456789\n0123456\n${cut}tail\n`);
});
