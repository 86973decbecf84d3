import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomart } from '../../../engine/ssh/randomart.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

type Part = string | Buffer;

function blob(...parts: Part[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(part));
      return [length, Buffer.from(part as string)];
    }),
  );
}

/** A number of so many bits, odd, as SSH writes it: a zero byte first where the highest bit is set. */
function number(bits: number): Buffer {
  const bytes = randomBytes(Math.ceil(bits / 8));
  const top = (bits - 1) % 8;
  bytes[0] = ((bytes[0] ?? 0) & (2 ** top - 1)) | (1 << top);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) | 1;
  return top === 7 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function point(namedCurve: string): Buffer {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

const CURVES = { nistp256: 'prime256v1', nistp384: 'secp384r1', nistp521: 'secp521r1' };
const EXPONENT = Buffer.of(1, 0, 1);

/** Its picture has a field that was crossed 18 times, more often than there are marks for. */
const WORN = Buffer.concat([Buffer.of(0, 0, 0, 21), Buffer.alloc(28)]);

const times = (count: number, make: () => Buffer): Buffer[] => Array.from({ length: count }, make);

const KEYS: readonly Buffer[] = [
  blob('ssh-ed25519', WORN),
  ...times(15, () => blob('ssh-ed25519', randomBytes(32))),
  ...Object.entries(CURVES).flatMap(([name, curve]) =>
    times(5, () => blob(`ecdsa-sha2-${name}`, name, point(curve))),
  ),
  ...[1024, 1025, 2047, 2048, 3072, 4096, 8192, 16384].map((bits) => blob('ssh-rsa', EXPONENT, number(bits))),
  ...times(3, () => blob('ssh-dss', number(1024), number(160), number(1024), number(1024))),
  ...times(4, () => blob('sk-ssh-ed25519@openssh.com', randomBytes(32), 'ssh:')),
  ...times(4, () =>
    blob('sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', point('prime256v1'), 'ssh:warmspare'),
  ),
];

it('draws 50 keys of every type as ssh-keygen does', async () => {
  const file = join(tempDir(), 'keys');
  const lines = KEYS.map(
    (key) => `${key.toString('latin1', 4, 4 + key.readUInt32BE(0))} ${key.toString('base64')}`,
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { stdout } = await runProcess(['ssh-keygen', '-lvf', file]);
  const pictures = stdout.split(/^\d+ SHA256:.*\n/m).slice(1);
  expect(KEYS).toHaveLength(50);
  expect(pictures.map((picture) => picture.trimEnd())).toEqual(KEYS.map(randomart));
});
