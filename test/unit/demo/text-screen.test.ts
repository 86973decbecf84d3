import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { textScreen, wrap } from '../../../engine/cli/demo/text-screen.ts';
import { Output } from '../../../engine/cli/output.ts';
import { COLOURED, PLAIN, type Style } from '../../../engine/cli/print/context.ts';

describe('a paragraph', () => {
  it('is broken at spaces before the width, what follows below its first word', () => {
    expect(wrap('one two three four', 12, '* ', '  ')).toBe('* one two\n  three four');
  });

  it('keeps a word that is longer than a line', () => {
    expect(wrap('a SHA256:abcdefghij b', 8, '', '')).toBe('a\nSHA256:abcdefghij\nb');
  });
});

async function shown(style: Style): Promise<string> {
  const stream = new PassThrough();
  const out = new Output(stream);
  const screen = textScreen({ out, err: out, style, columns: () => 60, drawsBars: false });
  await screen.open();
  await screen.introduce({
    folder: '/tmp/warmspare-demo-x',
    primary: { files: 1234, entries: 1300, bytes: 5_000_000, diskBytes: 1 },
  });
  const step = { id: 'one', title: 'A step', why: 'Because.', show: () => Promise.resolve({}) };
  await screen.begin(step, 1);
  await screen.command('warmspare check /tmp/warmspare-demo-x/primary');
  await screen.print('a table\n\n  of /tmp/warmspare-demo-x/standby');
  await screen.claim('It holds.');
  await screen.close({ state: 'succeeded', tookMs: 1000, steps: 1, left: undefined, leftBecause: undefined });
  return String(stream.read());
}

describe('the text of the demo', () => {
  it('has a heading a step, a mark before each claim, and the long folder written short', async () => {
    const text = await shown(PLAIN);
    expect(text).toContain('made-up office in it (1,234\nfiles, 5.0 MB).');
    expect(text).toContain(
      '\n1  A step\n   Because.\n   $ warmspare check …/primary\n   a table\n\n     of …/standby\n   ✓ It holds.\n',
    );
    expect(text).toContain('Done: all 1 steps showed what they claim, in 1 s. Nothing was left behind.');
  });

  it('has colour only on top of the same words', async () => {
    const coloured = await shown(COLOURED);
    expect(coloured).toContain('\u001b[32m✓\u001b[0m It holds.');
    expect(stripVTControlCharacters(coloured)).toBe(await shown(PLAIN));
  });

  it('says what is left when the folder could not be removed', async () => {
    const stream = new PassThrough();
    const out = new Output(stream);
    const screen = textScreen({ out, err: out, style: PLAIN, columns: () => 60, drawsBars: false });
    await screen.close({
      state: 'failed',
      tookMs: 1,
      steps: 1,
      left: '/tmp/x',
      leftBecause: 'that is not permitted',
    });
    expect(String(stream.read())).toBe(
      '\nThe demo failed. /tmp/x could not be removed: that is not permitted.\n',
    );
  });
});
