import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLine, findKey, keyLines, removeKey } from '../../../engine/keys/authorized-keys.ts';
import {
  KEYS_FIXTURES,
  MARKER,
  OUR_BLOB,
  OUR_LINE,
  OUR_OLD_LINE,
  textOf,
  theirKey,
  withoutOurLine,
  withOurLine,
} from './authorized-keys-fixtures.ts';

const OURS = { kind: 'blob', blob: OUR_BLOB } as const;
const MARKED = { kind: 'marker', marker: MARKER } as const;

describe.each(KEYS_FIXTURES.map((fixture) => [fixture.name, fixture] as const))('with %s', (_, fixture) => {
  it('our line goes in once, and every other byte stays', () => {
    const { text } = addLine(textOf(fixture), OUR_LINE, MARKER);
    expect(text === withOurLine(fixture)).toBe(true);
    expect(addLine(text, OUR_LINE, MARKER)).toEqual({ text, change: 'none', removed: 0 });
    expect(findKey(text, OURS)).toHaveLength(1);
  });

  it('our line goes away again, and every other byte stays', () => {
    const withLine = addLine(textOf(fixture), OUR_LINE, MARKER).text;
    expect(removeKey(withLine, OURS).text === withoutOurLine(fixture)).toBe(true);
    expect(removeKey(withLine, MARKED).text === withoutOurLine(fixture)).toBe(true);
  });
});

describe('a line of ours', () => {
  it('leaves an older key in place when no marker is given, as a rotation needs', () => {
    const before = `${OUR_OLD_LINE}\n${theirKey(1)}\n`;
    expect(addLine(before, OUR_LINE)).toEqual({
      text: `${before}${OUR_LINE}\n`,
      change: 'added',
      removed: 0,
    });
  });

  it('takes the place of the first of several, and the others go', () => {
    const their = `${theirKey(1)} a\n`;
    const before = `${their}${OUR_OLD_LINE}\n${their}ssh-ed25519 ${OUR_BLOB}\n${OUR_OLD_LINE}`;
    expect(addLine(before, OUR_LINE, MARKER)).toEqual({
      text: `${their}${OUR_LINE}\n${their}`,
      change: 'replaced',
      removed: 2,
    });
  });

  it('is found with its number, options, type and comment', () => {
    const [line] = findKey(`# a\n\n  ${OUR_LINE} \r\n`, MARKED);
    expect(line).toEqual({
      number: 3,
      start: 5,
      end: 5 + OUR_LINE.length + 4,
      options: 'restrict,command="/usr/local/libexec/warmspare/guard pair-0123456789"',
      type: 'ssh-ed25519',
      blob: OUR_BLOB,
      comment: `${MARKER} 2026-11-23`,
    });
  });

  it.each([
    ['two lines', `${OUR_LINE}\n${OUR_LINE}`],
    ['a newline at its end', `${OUR_LINE}\n`],
    ['a carriage return', `${OUR_LINE}\r`],
    ['NUL', `${OUR_LINE}\0`],
    ['a character of more than a byte', `${OUR_LINE} \u{1f511}`],
    ['no key', 'restrict,command="x"'],
    ['a comment', `#${OUR_LINE}`],
    ['nothing', ''],
  ])('is refused with %s', (_, line) => {
    expect(() => addLine('', line)).toThrow('not one line with a key, in bytes');
  });
});

const anyBytes = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', ' '));
const theirLine = fc.oneof(
  anyBytes,
  fc.tuple(fc.nat(150), anyBytes).map(([seed, comment]) => `${theirKey(seed)} ${comment}`),
  fc
    .tuple(anyBytes, fc.nat(150))
    .map(([text, seed]) => `command="${text.replaceAll('"', '\\"')}" ${theirKey(seed)}`),
  fc.constant(`# ${OUR_LINE}`),
);
const ending = fc.constantFrom('\n', '\r\n');
const theirText = fc
  .tuple(
    fc.array(fc.tuple(theirLine, ending).map((parts) => parts.join(''))),
    fc.oneof(fc.constant(''), theirLine),
  )
  .map(([lines, last]) => lines.join('') + last);

describe('whatever the file holds', () => {
  it('our line is appended behind all of it and comes off again', () => {
    fc.assert(
      fc.property(theirText, (text) => {
        const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
        const added = addLine(text, OUR_LINE, MARKER);
        expect(added).toEqual({ text: `${whole}${OUR_LINE}\n`, change: 'added', removed: 0 });
        expect(removeKey(added.text, OURS)).toEqual({ text: whole, removed: 1 });
      }),
      { numRuns: 500 },
    );
  });

  it('lines of ours anywhere become one, and what lies between them stays', () => {
    const part = fc.tuple(theirLine, ending).map((words) => ({ text: words.join(''), isOurs: false }));
    const own = fc
      .tuple(fc.constantFrom(OUR_LINE, OUR_OLD_LINE, `  ssh-ed25519 ${OUR_BLOB}`), ending)
      .map((words) => ({ text: words.join(''), isOurs: true }));
    fc.assert(
      fc.property(fc.array(fc.oneof(part, own)), (parts) => {
        const added = addLine(parts.map(({ text }) => text).join(''), OUR_LINE, MARKER);
        const others = parts.filter(({ isOurs }) => !isOurs).map(({ text }) => text);
        expect(removeKey(added.text, OURS)).toEqual({ text: others.join(''), removed: 1 });
        const firstOwn = parts.findIndex(({ isOurs }) => isOurs);
        const lead =
          firstOwn < 0
            ? others.join('')
            : parts
                .slice(0, firstOwn)
                .map(({ text }) => text)
                .join('');
        expect(added.text.startsWith(lead + OUR_LINE)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a million bytes without a newline take no long time', () => {
    const text = `command="${'a\\"'.repeat(350_000)}`;
    expect(keyLines(text)).toEqual([]);
    expect(keyLines(' '.repeat(1_000_000))).toEqual([]);
  });
});
