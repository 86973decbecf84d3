import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { filterRules } from '../../../engine/plan/filters.ts';
import { patternFault } from '../../../engine/plan/pattern.ts';
import { decodeName } from '../../../engine/rsync/output.ts';
import { aPair, aVolume, VOL_B } from '../../fakes/builders.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** What rsync would copy from a folder under these rules, sorted. */
function listed(source: string, rules: readonly string[]): { status: number | null; names: string[] } {
  const filters = rules.map((rule) => `--filter=${rule}`);
  const args = ['-nr', '--out-format=%n', ...filters, '--', `${source}/`, '/nonexistent-destination/'];
  const { status, stdout } = spawnSync('rsync', args, {
    encoding: 'latin1',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const names = stdout
    .split('\n')
    .filter((line) => line !== '' && line !== './' && !line.startsWith('created directory'));
  return { status, names: names.map((name) => decodeName(name).replace(/\/$/, '')).sort() };
}

const hardName = fc
  .array(fc.constantFrom('a', 'b', '*', '?', '[', ']', '\\', ' ', '!', '#', "'", '"', '-', 'é', '\n'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((letters) => letters.join(''))
  .filter((name) => name !== '.' && name !== '..');

it("keeps out just the place of another volume's destination, whatever it is called", () => {
  const folder = tempDir();
  fc.assert(
    fc.property(fc.uniqueArray(hardName, { minLength: 2, maxLength: 6 }), (names) => {
      const source = mkdtempSync(join(folder, 'tree-'));
      for (const name of names) {
        mkdirSync(join(source, name));
        writeFileSync(join(source, name, 'x'), '');
      }
      const inner = names[0] ?? '';
      const outer = aVolume({ destination: '/Volumes/Clone' });
      const nested = aVolume({ id: VOL_B, destination: `/Volumes/Clone/${inner}` });
      const rules = filterRules(aPair({ volumes: [outer, nested] }), outer);
      expect(rules.ok && listed(source, rules.value).names).toEqual(
        names
          .slice(1)
          .flatMap((name) => [name, `${name}/x`])
          .sort(),
      );
    }),
    { numRuns: 60 },
  );
});

it('passes no pattern that rsync refuses', () => {
  const source = tempDir();
  writeFileSync(join(source, 'file'), '');
  const pattern = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc
      .array(
        fc.constantFrom('+ ', '- ', '!', '/', '**', '[', ']', '\\', 'a', '*', ' ', ':', ',', '.', 'P', 'R'),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(pattern, (text) => {
      if (patternFault(text) !== undefined) return;
      const rules = filterRules(aPair({ filters: { preset: 'none', excludes: [text] } }), aVolume());
      expect(rules.ok && listed(source, rules.value).status).toBe(0);
    }),
    { numRuns: 150 },
  );
});
