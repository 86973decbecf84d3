import { describe, expect, it } from 'vitest';
import { makeKeyPair, readKey } from '../../../engine/ssh/embedded-keys.ts';

describe('a key pair', () => {
  it('reads back, the private key signing for the public one', () => {
    const pair = makeKeyPair({ comment: 'a comment' });
    const data = Buffer.from('anything');
    const signature = readKey(pair.privateKey)?.sign(data) ?? Buffer.alloc(0);
    expect(readKey(pair.publicKey)?.verify(data, signature)).toBe(true);
    expect(pair.publicKey).toMatch(/^ssh-ed25519 AAAA\S+ a comment$/);
  });

  it('is made again when what was made cannot be read', () => {
    const good = makeKeyPair({ comment: '' });
    const made = [{ ...good, privateKey: 'nonsense' }, { ...good, publicKey: 'ssh-ed25519 AAAA' }, good];
    expect(makeKeyPair({ comment: '', generate: () => made.shift() ?? good })).toEqual(good);
    expect(made).toEqual([]);
  });

  it('is no endless try', () => {
    const bad = { privateKey: 'nonsense', publicKey: 'nonsense' };
    expect(() => makeKeyPair({ comment: '', generate: () => bad })).toThrow(
      'no readable key pair in 20 tries',
    );
  });
});
