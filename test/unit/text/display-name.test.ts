import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName } from '../../../engine/text/display-name.ts';

describe('a name on display', () => {
  it('is as it is written', () => {
    expect(['Office', "Anna's (old) Mac", '写真'].map((name) => displayName(name))).toEqual([
      'Office',
      "Anna's (old) Mac",
      '写真',
    ]);
  });

  it('shows what is hidden in it', () => {
    expect(displayName('a\u202eb\u001b[2J\n')).toEqual('a\\u202eb\\#033[2J\\#012');
  });

  it('does not turn the line around', () => {
    expect(displayName('משרד')).toEqual('\u2068משרד\u2069');
  });

  it('keeps both ends when it is long, and no half letter', () => {
    expect(displayName(`${'a'.repeat(60)}1`)).toEqual(`${'a'.repeat(20)}…${'a'.repeat(18)}1`);
    expect(displayName('e\u0301'.repeat(5), 3)).toEqual('e\u0301…e\u0301');
  });

  it('is never longer than asked, and holds no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), (name) => {
        const shown = displayName(name).replace(/[\u2068\u2069]/g, '');
        const letters = [...new Intl.Segmenter('en').segment(shown)];
        return letters.length <= 40 && !/[\p{Cc}\u202a-\u202e]/u.test(shown);
      }),
    );
  });
});
