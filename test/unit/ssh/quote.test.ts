import { describe, expect, it } from 'vitest';
import { quoteArgument, quoteCommand } from '../../../engine/ssh/quote.ts';

describe('quoting for a remote shell', () => {
  it('puts text in single quotes and takes a quote out of them', () => {
    expect(['a b', '', "it's", '$(rm) `x` "y" \\'].map(quoteArgument)).toEqual([
      "'a b'",
      "''",
      "'it'\\''s'",
      '\'$(rm) `x` "y" \\\'',
    ]);
  });

  it('reads path text: an escaped backslash is one backslash', () => {
    expect(quoteArgument('\\#134#101')).toBe("'\\#101'");
  });

  it('makes ASCII of bytes that are not UTF-8, with the last newlines beside the substitution', () => {
    expect(quoteArgument('a%\\#377é\n\n')).toBe(`"$(printf 'a%%\\377\\303\\251')"'\n\n'`);
  });

  it('treats half of a surrogate pair as the bytes that it would become', () => {
    expect(quoteArgument('\ud800')).toBe(`"$(printf '\\355\\240\\200')"`);
  });

  it('joins the words of a command', () => {
    expect(quoteCommand(['rsync', '--server', '/a b'])).toBe("'rsync' '--server' '/a b'");
  });

  it('throws at NUL, which no argument can hold', () => {
    expect(() => quoteArgument('a\0b')).toThrow('NUL');
    expect(() => quoteArgument('a\\#000b')).toThrow('NUL');
  });
});
