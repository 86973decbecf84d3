import { createHash } from 'node:crypto';

const WIDTH = 17;
const HEIGHT = 9;
/** How often the worm was on a field; the last two are its start and its end. */
const MARKS = ' .o+=*BOX@%&#/^SE';
const START = MARKS.length - 2;
const END = MARKS.length - 1;
/** OpenSSH's buffer for the title holds WIDTH bytes with the final NUL. */
const LONGEST_TITLE = WIDTH - 1;

/**
 * The picture of a key that `ssh-keygen -lv` shows, eleven lines without a final newline: fingerprint_randomart in
 * OpenSSH's sshkey.c. `blob` is the decoded base64 of a plain public key; a certificate's picture is that of its key.
 */
export function randomart(blob: Uint8Array): string {
  const digest = createHash('sha256').update(blob).digest();
  const rows = drawn(digest).map((row) => `|${row.map((count) => MARKS.charAt(count)).join('')}|`);
  return [border(title(blob)), ...rows, border('[SHA256]')].join('\n');
}

function drawn(digest: Uint8Array): number[][] {
  const field = Array.from({ length: HEIGHT }, () => new Array<number>(WIDTH).fill(0));
  let x = (WIDTH - 1) / 2;
  let y = (HEIGHT - 1) / 2;
  const put = (mark: (before: number) => number): void => {
    const row = field[y] ?? [];
    row[x] = mark(row[x] ?? 0);
  };
  for (const byte of digest) {
    for (let shift = 0; shift < 8; shift += 2) {
      x = within(x + ((byte >> shift) & 1 ? 1 : -1), WIDTH);
      y = within(y + ((byte >> shift) & 2 ? 1 : -1), HEIGHT);
      put((before) => Math.min(before + 1, START - 1));
    }
  }
  const middle = field[(HEIGHT - 1) / 2] ?? [];
  middle[(WIDTH - 1) / 2] = START;
  put(() => END);
  return field;
}

function within(at: number, size: number): number {
  return Math.min(Math.max(at, 0), size - 1);
}

function border(text: string): string {
  const left = Math.floor((WIDTH - text.length) / 2);
  return `+${'-'.repeat(left)}${text}${'-'.repeat(WIDTH - left - text.length)}+`;
}

/** `[ED25519 256]`, `[RSA 3072]`; the type alone where both are too long. */
function title(blob: Uint8Array): string {
  const [type, first, second] = fields(blob);
  const [word, bits] = kindOf(new TextDecoder().decode(type), first, second);
  const whole = `[${word} ${String(bits)}]`;
  return (whole.length > WIDTH ? `[${word}]` : whole).slice(0, LONGEST_TITLE);
}

/** The name and size that OpenSSH gives a type (`keytypes` and sshkey_size in sshkey.c). */
function kindOf(name: string, first?: Uint8Array, second?: Uint8Array): readonly [string, number] {
  const [algorithm = name] = name.split('@');
  const sk = algorithm.startsWith('sk-') ? '-SK' : '';
  if (/ed25519/.test(algorithm)) return [`ED25519${sk}`, 256];
  // ecdsa-sha2-nistp384   sk-ecdsa-sha2-nistp256
  const curve = /^(?:sk-)?ecdsa-sha2-nistp(\d+)$/.exec(algorithm)?.[1];
  if (curve !== undefined) return [`ECDSA${sk}`, Number(curve)];
  // RSA's first number is the exponent; DSA's is the prime.
  if (algorithm === 'ssh-rsa') return ['RSA', bitLength(second)];
  if (algorithm === 'ssh-dss') return ['DSA', bitLength(first)];
  return [algorithm.toUpperCase(), 0];
}

/** The strings that a public key is made of. */
function fields(blob: Uint8Array): Uint8Array[] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const found: Uint8Array[] = [];
  for (let at = 0; at + 4 <= blob.length;) {
    const length = view.getUint32(at);
    found.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

function bitLength(number: Uint8Array = new Uint8Array()): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - (Math.clz32(number[first] ?? 0) - 24);
}
