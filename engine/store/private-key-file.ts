const MAGIC = 'openssh-key-v1\0';

/**
 * Whether a private key in OpenSSH's format is encrypted: the name of its cipher follows the magic (PROTOCOL.key in
 * OpenSSH). `undefined` for any other format.
 */
export function isEncrypted(privateKey: string): boolean | undefined {
  const match = /^-----BEGIN OPENSSH PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END /.exec(privateKey);
  const bytes = Buffer.from(match?.[1] ?? '', 'base64');
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC || bytes.length < MAGIC.length + 4)
    return undefined;
  const at = MAGIC.length + 4;
  return bytes.toString('latin1', at, at + bytes.readUInt32BE(MAGIC.length)) !== 'none';
}
