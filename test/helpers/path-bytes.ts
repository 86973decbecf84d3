import { spawnSync } from 'node:child_process';

/** Paths as bytes: names that are not UTF-8 pass through no string. */
export function joinBytes(...parts: readonly (string | Buffer)[]): Buffer {
  const bytes = parts.flatMap((part) => [Buffer.from('/'), Buffer.from(part)]);
  return Buffer.concat(bytes.slice(1));
}

/** Runs a shell command once for each list of arguments, which may be of any bytes: no argv of Node holds them.
 *  All lists are of one length. */
export function runOnBytes(command: string, calls: readonly (readonly (string | Buffer)[])[]): void {
  const words = calls.flat();
  if (words.length === 0) return;
  const input = Buffer.concat(words.flatMap((word) => [Buffer.from(word), Buffer.of(0)]));
  const script = `while [ $# -gt 0 ]; do ${command}; shift ${words.length / calls.length}; done`;
  const result = spawnSync('xargs', ['-0', 'sh', '-e', '-c', script, 'sh'], { input });
  if (result.status === 0) return;
  throw new Error(`${command}\n${result.error?.message ?? result.stderr.toString()}`);
}

/** For people: as it is when it is clean text, with \xNN for every other byte. */
export function printableBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const isClean = Buffer.from(text).equals(bytes) && /^[^\p{C}\\]*$/u.test(text);
  if (isClean) return text;
  return [...bytes]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x5c
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');
}
