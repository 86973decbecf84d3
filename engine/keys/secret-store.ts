/**
 * Where passphrases are kept: the system's keyring. There is no second choice behind it: when it cannot be used, each call
 * rejects with `keyring.unavailable` (there is none), `keyring.locked` (nobody has opened it) or `keyring.denied` (a person
 * or the system said no), and nothing has been stored.
 */
export interface SecretStore {
  /** `undefined` only when the keyring is open and holds no such account. */
  readonly get: (account: string) => Promise<string | undefined>;
  /** Replaces what is there. Neither part may be empty or hold NUL. */
  readonly set: (account: string, secret: string) => Promise<void>;
  /** Fine when there is none; when this resolves, there is none. */
  readonly delete: (account: string) => Promise<void>;
}

/** A C library is behind it: NUL would cut the rest off, and an empty secret is none. */
export function requireWord(what: string, text: string): void {
  if (text === '' || text.includes('\0')) throw new Error(`${what} of a secret is empty or holds NUL`);
}
