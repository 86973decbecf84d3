import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../../../engine/keys/secret-store.ts';

/** What every keyring must do. `open` gives the same keyring each time; accounts are the tests' own. */
export function describeSecretStore(name: string, open: () => SecretStore): void {
  describe(name, () => {
    it('gives back what was stored', async () => {
      await open().set('given', 's3cret');
      expect(await open().get('given')).toBe('s3cret');
    });

    it('keeps any text, also long and in other scripts', async () => {
      const secret = `Schlüssel 🔑 "quotes' \\ $(x)\n\ttab ${'x'.repeat(4_000)} end `;
      await open().set('any text', secret);
      expect(await open().get('any text')).toBe(secret);
    });

    it('has nothing for an account that was never stored', async () => {
      expect(await open().get('never')).toBeUndefined();
    });

    it('replaces what is there', async () => {
      await open().set('replaced', 'first');
      await open().set('replaced', 'second');
      expect(await open().get('replaced')).toBe('second');
    });

    it('keeps accounts apart, whatever their names', async () => {
      await open().set('key-aaaaaaaaaa', 'one');
      await open().set('key-aaaaaaaaaA', 'two');
      await open().set('Schlüssel / *', 'three');
      const found = await Promise.all(['key-aaaaaaaaaa', 'key-aaaaaaaaaA', 'Schlüssel / *'].map(open().get));
      expect(found).toEqual(['one', 'two', 'three']);
    });

    it('forgets what is deleted, and nothing else', async () => {
      await open().set('gone', 'x');
      await open().set('stays', 'y');
      await open().delete('gone');
      expect([await open().get('gone'), await open().get('stays')]).toEqual([undefined, 'y']);
    });

    it('deletes what is not there without complaint', async () => {
      await expect(open().delete('never there')).resolves.toBeUndefined();
    });

    it.each([
      ['an empty secret', 'account', ''],
      ['an empty account', '', 'secret'],
      ['NUL in the secret', 'account', 'a\0b'],
      ['NUL in the account', 'a\0b', 'secret'],
    ])('refuses %s as a bug', async (_, account, secret) => {
      await expect(open().set(account, secret)).rejects.toThrow('empty or holds NUL');
    });
  });
}
