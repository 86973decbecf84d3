import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addLine, removeKey } from '../../../engine/keys/authorized-keys.ts';
import { KEYS_TEXT_SCRIPT } from '../../../engine/keys/keys-text-script.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import {
  MARKER,
  OUR_BLOB,
  OUR_LINE,
  OUR_OLD_BLOB,
  theirKey,
} from '../../unit/keys/authorized-keys-fixtures.ts';

/** Pieces of lines that mean something to sshd, in any order. */
const PIECES = [
  ...[' ', '\t', '\n', '\r\n', '\r', '\v', '"', '\\"', '\\', ',', '#', 'x', '\u00ff'],
  ...['restrict', 'command="a b"', 'from="1,2"', 'cert-authority', 'CERT-AUTHORITY'],
  ...[`ssh-ed25519 ${OUR_BLOB}`, `ssh-ed25519 ${OUR_OLD_BLOB}`, `ssh-ed25519\t ${OUR_OLD_BLOB}`],
  ...['ssh-ed25519', OUR_BLOB, MARKER, ` ${MARKER}`, `${MARKER} 2025`, `\n${OUR_LINE}`],
  ...[`${theirKey(1)} anna`, `${theirKey(2, 'ssh-rsa', 257)} bob`],
];

const EDIT = `LC_ALL=C; export LC_ALL
fail() { echo "$*"; exit 1; }
${KEYS_TEXT_SCRIPT}
work=$1 our_blob=$2 our_marker=$3
edit_text "$4"`;

it('sh edits the text of authorized_keys as the app does, whatever stands in it', () => {
  const work = tempDir();
  const edited = (text: string, line: string): string => {
    writeFileSync(join(work, 'before'), Buffer.from(text, 'latin1'));
    const argv = ['-c', EDIT, 'warmspare', work, OUR_BLOB, MARKER, line];
    const { status, stdout, stderr } = spawnSync('dash', argv, { encoding: 'latin1' });
    if (status !== 0) throw new Error(stdout + stderr);
    return readFileSync(join(work, 'after'), 'latin1');
  };
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(edited(text, OUR_LINE)).toBe(addLine(text, OUR_LINE, MARKER).text);
      const without = removeKey(text, { kind: 'marker', marker: MARKER }).text;
      expect(edited(text, '')).toBe(removeKey(without, { kind: 'blob', blob: OUR_BLOB }).text);
    }),
    // Other ones in each run.
    { numRuns: 100 },
  );
}, 600_000);
