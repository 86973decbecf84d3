import { describe, expect, it } from 'vitest';
import { parseAuthorizedKeys } from '../../../engine/ssh/embedded-authorized-keys.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';

const KEY = makeKeyPair({ comment: 'a comment' }).publicKey;
const BLOB = KEY.split(' ')[1];

/** For each key that is let in, what its line forces. */
function forcedBy(text: string): (string | undefined)[] {
  return parseAuthorizedKeys(text).map(({ key, forcedCommand }) => {
    expect(key.getPublicSSH().toString('base64')).toBe(BLOB);
    return forcedCommand;
  });
}

describe('an authorized_keys file', () => {
  it('lets a plain key in to run anything', () => {
    expect(forcedBy(`# a comment\n\n  ${KEY}\r\n`)).toEqual([undefined]);
  });

  it.each([
    ['as set-up writes them', 'restrict,command="/x/guard pair-1"', '/x/guard pair-1'],
    ['in any order and letters', 'COMMAND="true",Restrict', 'true'],
    ['with a quote in quotes', 'command="echo \\"a, b\\" c"', 'echo "a, b" c'],
    ['with other backslashes, which stay', 'command="printf \\\\n \\\\"x"', 'printf \\\\n \\"x'],
    ['with an empty command, which is one', 'command=""', ''],
  ])('reads options %s', (_, options, command) => {
    expect(forcedBy(`${options} ${KEY}`)).toEqual([command]);
    expect(forcedBy(`${options}\t${KEY}`)).toEqual([command]);
  });

  it('keeps no command where only restrict is said', () => {
    expect(forcedBy(`restrict ${KEY}`)).toEqual([undefined]);
  });

  it.each([
    'from="127.0.0.1"',
    'restrict,pty',
    'cert-authority',
    'no-restrict',
    'restrict,command="a",command="b"',
    'restrict,command=true',
    'restrict,command="true',
    'restrict,command="true\\"',
    'restrict,command="true"x',
    'restrict,command="true",',
    'restrict,,command="true"',
    ',restrict',
    'restrict, command="true"',
    'xrestrict',
    'command="a" command="b"',
  ])('lets nobody in by a line with %s', (options) => {
    expect(forcedBy(`${options} ${KEY}`)).toEqual([]);
  });

  it('goes on to the next line with the key after one that it cannot keep, as sshd does', () => {
    expect(forcedBy(`from="10.0.0.1" ${KEY}\nrestrict,command="second" ${KEY}`)).toEqual(['second']);
  });

  it('ends a line at NUL', () => {
    expect(forcedBy(`restrict,command="a\0b" ${KEY}`)).toEqual([]);
  });
});
