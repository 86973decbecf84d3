import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { readTree } from '../../helpers/read-tree.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { aDestination, GUARD_SHELLS, latin1, makeGuard, markDestination, ruleOn } from './guard-bench.ts';
import { RECORDED_DESTINATIONS } from './guard-recordings.ts';
import { breach } from './guard-rules.ts';

const isRoot = process.getuid?.() === 0;
const BATCH = 500;
/** Other ones in each run, unless a seed is given. `WARMSPARE_FUZZ=10000 npm test -- guard-fuzz` makes more at once. */
const COMMANDS = Number(process.env['WARMSPARE_FUZZ'] ?? 2_000);
const RUNS = Math.ceil(COMMANDS / BATCH);

function recorded(name: string): string[] {
  const url = new URL(`../../fixtures/rsync/server-commands/${name}`, import.meta.url);
  return readFileSync(url, 'utf8').trimEnd().split('\n');
}

/** Pieces that mean something to a shell, to rsync or to a path. */
const PIECES = [
  ...[
    ' ',
    '  ',
    '\\',
    "'",
    '"',
    '$',
    '`',
    ';',
    '&',
    '|',
    '<',
    '>',
    '(',
    ')',
    '{',
    '}',
    '!',
    '#',
    '*',
    '?',
    '[',
    ']',
    '~',
    '=',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\x01',
    '\x7f',
    '\x80',
    '\xff',
    'é',
    '/',
    '..',
    '/..',
    '/../',
    '.',
    './',
    ' . ',
    '//',
    '-',
    '--',
    ' -- ',
    '@',
  ],
  ...[
    ' --sender',
    ' --daemon',
    ' --log-file=/tmp/x',
    ' -L',
    ' -s',
    ' --files-from=/etc/passwd',
    '$(id)',
    "''",
    ' --delete',
  ],
  ...[
    'n',
    'e',
    'e.',
    'K',
    'L',
    's',
    ' --partial-dir',
    ' .warmspare-partial',
    ' /etc',
    ' /',
    'warmspare ',
    'hold',
    '0',
    '-1',
  ],
] as const;

const mutation = fc.record({
  kind: fc.constantFrom(
    'insert',
    'replace',
    'delete',
    'double',
    'swap-words',
    'drop-word',
    'copy-word',
    'none',
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4, unit: 'binary' })),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, { kind, at, to, piece }: Mutation): string {
  const from = Math.floor(at * text.length);
  const words = text.split(' ');
  const word = Math.floor(at * words.length);
  const other = Math.floor(to * words.length);
  switch (kind) {
    case 'insert':
      return text.slice(0, from) + piece + text.slice(from);
    case 'replace':
      return text.slice(0, from) + piece + text.slice(from + 1);
    case 'delete':
      return text.slice(0, from) + text.slice(from + 1 + Math.floor(to * 5));
    case 'double':
      return text.slice(0, from) + text.slice(Math.floor(from * to));
    case 'swap-words':
      return words
        .with(word % words.length, words[other] ?? '')
        .with(other % words.length, words[word] ?? '')
        .join(' ');
    case 'drop-word':
      return words.toSpliced(word, 1).join(' ');
    case 'copy-word':
      return words.toSpliced(other, 0, words[word] ?? '').join(' ');
    case 'none':
      return text;
  }
}

describe.skipIf(!isRoot)('the guard', () => {
  let folder = '';
  let guard = '';
  let destinations: string[] = [];
  const good: string[] = [];
  beforeAll(() => {
    folder = makeTempDir();
    destinations = RECORDED_DESTINATIONS.map((path) => `${folder}/d${path}`);
    destinations.forEach((path, index) => markDestination(path, index));
    guard = makeGuard(`${folder}/guard`, {
      places: destinations.map((path, index) => aDestination(path, index)),
    });
    for (const command of ['gnu-3.5.0.txt', 'gnu-3.2.txt', 'openrsync.txt'].flatMap(recorded))
      good.push(
        command
          .replace(/ \. ('?)\//, ` . $1${folder}/d/`)
          .replace(/^\/(usr|opt\/local)\/bin\/rsync/, `${folder}/guard/recorder`),
      );
  });
  afterAll(() => removeTree(folder));

  it.each(Object.entries(GUARD_SHELLS))('lets through what rsync sends, run by %s', (name, shell) => {
    const some = name === 'dash' ? good : good.filter((_, index) => index % 7 === 0);
    const rulings = ruleOn(guard, some.map(latin1), shell);
    const refused = some.filter((_, index) => {
      const ruling = rulings[index];
      return ruling?.ran === undefined || breach(ruling, destinations.map(latin1)) !== undefined;
    });
    expect(refused).toEqual([]);
    expect(some.length).toBeGreaterThan(20);
  });

  it(`runs nothing against the rules for ${COMMANDS} mutated commands, and touches nothing outside`, async () => {
    await makeTree(`${folder}/outside`, { deep: false, sparse: false });
    const before = readTree(`${folder}/outside`);
    const command = fc
      .tuple(fc.constantFrom(...good), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([text, changes]) => changes.reduce(mutate, text).replaceAll('\0', ''));
    const counts = { ran: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(command, { minLength: BATCH, maxLength: BATCH, size: 'max' }), (commands) => {
        const rulings = ruleOn(guard, commands.map(latin1));
        const breaches = rulings.flatMap((ruling, index) => {
          const reason = breach(ruling, destinations.map(latin1));
          return reason === undefined ? [] : [{ reason, command: commands[index] }];
        });
        for (const { ran } of rulings) counts[ran === undefined ? 'refused' : 'ran']++;
        expect(breaches).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(compareTrees(before, `${folder}/outside`)).toEqual([]);
    expect(counts.ran + counts.refused).toBe(BATCH * RUNS);
    // The mutations are neither all nonsense nor all harmless.
    expect(counts.ran).toBeGreaterThan(COMMANDS * 0.03);
    expect(counts.refused).toBeGreaterThan(COMMANDS * 0.5);
  }, 600_000);
});
