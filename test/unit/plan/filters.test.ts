import { describe, expect, it } from 'vitest';
import { filterRules } from '../../../engine/plan/filters.ts';
import { patternFault } from '../../../engine/plan/pattern.ts';
import { PRESETS } from '../../../engine/plan/presets.ts';
import { aPair, aVolume, VOL_B } from '../../fakes/builders.ts';

describe('filterRules', () => {
  it('keeps the marker and half-copied files out before anything of a person counts', () => {
    const pair = aPair({ filters: { preset: 'none', excludes: ['*.tmp', '+ keep.tmp', '- /cache/'] } });
    expect(filterRules(pair, aVolume())).toEqual({
      ok: true,
      value: [
        '- /.warmspare-standby',
        'R .warmspare-partial/',
        'H .warmspare-partial/',
        '- *.tmp',
        '+ keep.tmp',
        '- /cache/',
      ],
    });
  });

  it('never enters the mount points below / and never leaves a preset out', () => {
    const pair = aPair({ filters: { preset: 'macos-system', excludes: [] } });
    const rules = filterRules(pair, aVolume({ source: '/' }));
    expect(rules.ok && rules.value).toEqual(
      expect.arrayContaining([
        '- /dev/*',
        '- /Volumes/*',
        '- /Network/*',
        '- /private/var/vm/*',
        '- .Trashes',
      ]),
    );
  });

  it("leaves the place of another volume's destination alone", () => {
    const outer = aVolume({ destination: '/Volumes/Clone' });
    const inner = aVolume({ id: VOL_B, destination: '/Volumes/Clone/Users [old]' });
    const rules = filterRules(aPair({ volumes: [outer, inner] }), outer);
    expect(rules.ok && rules.value).toContain('- /Users \\[old]');
  });

  it('gives a reason for every entry of a preset', () => {
    const silent = Object.values(PRESETS)
      .flat()
      .filter(({ reason }) => reason === '');
    expect(silent).toEqual([]);
  });
});

describe('patternFault', () => {
  it.each([
    ['', 'it is empty'],
    ['   ', 'it is empty'],
    ['a\nb', 'it contains a line break or NUL'],
    ['*', 'it leaves out everything'],
    ['/', 'it leaves out everything'],
    ['/**', 'it leaves out everything'],
    ['!', 'it would clear the list of filters'],
    ['photos[1', 'its [ has no ]'],
    ['bad\\#377', 'it names a byte that is not UTF-8; use ? in its place'],
  ])('of %j is: %s', (pattern, fault) => {
    expect(patternFault(pattern)).toBe(fault);
  });

  it.each(['*.tmp', '/private/var/vm/*', '+ *', 'a b', '-leading', 'photos[12]', 'caf\u00e9', "it's"])(
    'of %j is none',
    (pattern) => {
      expect(patternFault(pattern)).toBeUndefined();
    },
  );
});
