import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { quoteArgument, typedWord } from '../../../engine/model/quote.ts';
import { isAbsent, POSIX_SHELLS, runShell } from '../platform/shells.ts';

/** Bytes without NUL: any, such as quoting trips over, and such as end in newlines. */
const nasty = fc.constantFrom(
  ...[0x27, 0x22, 0x5c, 0x24, 0x60, 0x21, 0x0a, 0x20, 0x25, 0x2d, 0x23, 0xff, 0xc3, 0x01, 0x7f, 0x78],
);
const argument = fc
  .oneof(
    fc.uint8Array({ min: 1, max: 255, maxLength: 40 }),
    fc.array(nasty, { maxLength: 30 }).map((bytes) => Uint8Array.from(bytes)),
    fc.string({ unit: 'binary' }).map((text) => Uint8Array.from(Buffer.from(text.replaceAll('\0', '')))),
  )
  .map((bytes) => Buffer.from(bytes));

describe('a quoted argument', () => {
  for (const [name, shell] of Object.entries(POSIX_SHELLS)) {
    it.skipIf(isAbsent(shell[0]))(`is one word with the same bytes to ${name} (if installed)`, () => {
      fc.assert(
        fc.property(fc.array(argument, { minLength: 1, maxLength: 60 }), (args) => {
          const sent = args.map((bytes) => `${bytes.toString('latin1')}\0`).join('');
          for (const quote of [quoteArgument, typedWord]) {
            const words = args.map((bytes) => quote(bytesToPathText(bytes)));
            const out = runShell(shell, `for a in ${words.join(' ')}; do printf '%s\\000' "$a"; done`);
            expect(out.toString('latin1')).toBe(sent);
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});
