import { describe, expect, it } from 'vitest';
import { quoteArgument, quoteCommand, typedCommand, typedWord } from '../../../engine/model/quote.ts';

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

describe('a word for a person to type', () => {
  it('stands bare where a shell takes it as it is', () => {
    const bare = ['/Volumes/Clone', '10.0.0.10/24', '--set', 'a=b', 'Büro', '100%', 'root@spare.local'];
    expect(bare.map(typedWord)).toEqual(bare);
  });

  it('is quoted where a shell would take it for something else', () => {
    expect(
      ['', 'a b', "it's", '$(rm)', '`x`', '~', '=ls', '*', 'a;b', '#x', '!', '{a,b}', '\\', 'a"b'].map(
        typedWord,
      ),
    ).toEqual([
      "''",
      "'a b'",
      "'it'\\''s'",
      "'$(rm)'",
      "'`x`'",
      "'~'",
      "'=ls'",
      "'*'",
      "'a;b'",
      "'#x'",
      "'!'",
      "'{a,b}'",
      "'\\'",
      "'a\"b'",
    ]);
  });

  it('has nothing that cannot be seen', () => {
    expect(['a\nb', 'a\u202eb', 'a\u00a0b', 'a\u200bb', 'bell\u0007', '\\#377'].map(typedWord)).toEqual([
      `"$(printf 'a\\012b')"`,
      `"$(printf 'a\\342\\200\\256b')"`,
      `"$(printf 'a\\302\\240b')"`,
      `"$(printf 'a\\342\\200\\213b')"`,
      `"$(printf 'bell\\007')"`,
      `"$(printf '\\377')"`,
    ]);
  });

  it('is one of a command’s', () => {
    expect(typedCommand(['sudo', 'bless', '--mount', '/Volumes/My Clone', '--setBoot'])).toEqual(
      "sudo bless --mount '/Volumes/My Clone' --setBoot",
    );
  });
});
