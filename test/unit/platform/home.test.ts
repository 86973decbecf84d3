import { describe, expect, it } from 'vitest';
import { defaultHome } from '../../../engine/platform/index.ts';

describe('the data folder', () => {
  it('is where the system keeps such things', () => {
    expect(defaultHome({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Warmspare');
    expect(defaultHome({}, 'linux', '/home/a')).toBe('/home/a/.local/share/warmspare');
    expect(defaultHome({ XDG_DATA_HOME: '/data' }, 'linux', '/home/a')).toBe('/data/warmspare');
  });

  it('ignores a relative XDG_DATA_HOME, as its specification says', () => {
    expect(defaultHome({ XDG_DATA_HOME: 'data' }, 'linux', '/home/a')).toBe('/home/a/.local/share/warmspare');
  });

  it('is WARMSPARE_HOME when that is set', () => {
    expect(defaultHome({ WARMSPARE_HOME: '/w', XDG_DATA_HOME: '/data' }, 'darwin', '/Users/a')).toBe('/w');
    expect(defaultHome({ WARMSPARE_HOME: '' }, 'darwin', '/Users/a')).toBe(
      '/Users/a/Library/Application Support/Warmspare',
    );
  });
});
