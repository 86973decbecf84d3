import { describe, expect, it } from 'vitest';
import type { Volume } from '../../../../engine/model/volume.ts';
import { copiedPath } from '../../../../engine/plan/runbook/copied-path.ts';
import { aVolume, VOL_A, VOL_B } from '../../../fakes/builders.ts';

function pathsOf(volumes: readonly Volume[], paths: readonly string[], startsFrom?: Volume['id']) {
  return paths.map((path) => copiedPath(volumes, path, startsFrom)?.path);
}

const SYSTEM = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });
const SPACE = aVolume({ id: VOL_B, source: '/Volumes/Space', destination: '/Volumes/Spare/Space' });

describe('where something of the primary’s lies on the standby', () => {
  it('is below the destination of the volume that it is in, the innermost one', () => {
    const users = aVolume({ id: VOL_B, source: '/Users', destination: '/srv/people' });
    expect(pathsOf([SYSTEM, users], ['/Users', '/Users/anna/x', '/Userspace', '/Library/x', '/'])).toEqual([
      '/srv/people',
      '/srv/people/anna/x',
      '/Volumes/Clone/Userspace',
      '/Volumes/Clone/Library/x',
      '/Volumes/Clone',
    ]);
  });

  it('is nowhere where no volume of the pair has it, and other disks are not in /', () => {
    expect(pathsOf([SYSTEM], ['/Volumes/Space/x', '/System/Volumes/VM', '/Volumes', '/dev/null'])).toEqual([
      undefined,
      undefined,
      '/Volumes/Clone/Volumes',
      undefined,
    ]);
    expect(pathsOf([SPACE], ['/Users/anna'])).toEqual([undefined]);
  });

  it('is found under each name that macOS has for a place', () => {
    const data = aVolume({ source: '/System/Volumes/Data', destination: '/Volumes/Clone' });
    const users = aVolume({ id: VOL_B, source: '/Users', destination: '/srv/people' });
    const etc = aVolume({ source: '/private/etc', destination: '/srv/etc' });
    expect([
      ...pathsOf([data], ['/Users/anna', '/System/Volumes/Data/Users/anna', '/etc/hosts', '/System/Library']),
      ...pathsOf([users], ['/System/Volumes/Data/Users/anna']),
      ...pathsOf([etc], ['/etc/exports']),
    ]).toEqual([
      '/Volumes/Clone/Users/anna',
      '/Volumes/Clone/Users/anna',
      '/Volumes/Clone/private/etc/hosts',
      undefined,
      '/srv/people/anna',
      '/srv/etc/exports',
    ]);
  });

  it('is where it was once the standby has started from the clone', () => {
    expect(pathsOf([SYSTEM, SPACE], ['/Users/anna', '/Volumes/Space/x'], VOL_A)).toEqual([
      '/Users/anna',
      '/Volumes/Spare/Space/x',
    ]);
  });
});
