declare module 'bcrypt-pbkdf' {
  const bcrypt: {
    /** Fills `key`. 0, or −1 where it cannot. */
    readonly pbkdf: (
      passphrase: Uint8Array,
      passphraseBytes: number,
      salt: Uint8Array,
      saltBytes: number,
      key: Uint8Array,
      keyBytes: number,
      rounds: number,
    ) => number;
  };
  export = bcrypt;
}
