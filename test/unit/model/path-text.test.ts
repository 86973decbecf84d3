import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToPathText, hasRawBytes, pathTextToBytes, printable } from '../../../engine/model/path-text.ts';

describe('path text', () => {
  it.each([
    ['plain', Buffer.from('plain'), 'plain'],
    ['UTF-8', Buffer.from('é🙂'), 'é🙂'],
    ['a line break', Buffer.from('a\nb'), 'a\nb'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe]), 'a\\#377\\#376'],
    ['a name that looks escaped', Buffer.from('x\\#101y'), 'x\\#134#101y'],
    ['a backslash alone', Buffer.from('a\\b#1'), 'a\\b#1'],
    ['an overlong slash', Buffer.from([0xc0, 0xaf]), '\\#300\\#257'],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), '\\#355\\#240\\#200'],
  ])('writes %s', (_what, bytes, text) => {
    expect(bytesToPathText(bytes)).toBe(text);
    expect(Buffer.from(pathTextToBytes(text))).toEqual(bytes);
  });

  it('gives every name back byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(pathTextToBytes(bytesToPathText(bytes))).toEqual(bytes);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives names that look escaped back as well', () => {
    const piece = fc.constantFrom('\\', '#', '\\#', '101', '377', 'a', '134');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const bytes = new Uint8Array(Buffer.from(pieces.join('')));
        expect(pathTextToBytes(bytesToPathText(bytes))).toEqual(bytes);
      }),
    );
  });

  it('knows what no argv of Node can carry', () => {
    expect(['a', 'é', 'a\\#377', 'a\\#134#377'].map(hasRawBytes)).toEqual([false, false, true, false]);
  });

  it('shows control characters instead of sending them to the terminal', () => {
    expect(printable('a\u001b[31mred\n\u202e')).toBe('a\\#033[31mred\\#012\\u202e');
  });
});
