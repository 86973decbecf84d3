import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../../renderer/screens/volumes/draft.ts';
import { countFaults, faultsOf, pathFault } from '../../../../renderer/screens/volumes/draft-faults.ts';
import { step } from '../../../../renderer/screens/volumes/draft-steps.ts';
import { aPairOfTwo, SYSTEM, USERS } from './a-draft.ts';

describe('the faults of a draft', () => {
  const draft = draftOf(aPairOfTwo());

  it('are none of what is stored', () => {
    expect(countFaults(faultsOf(draft))).toBe(0);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['Users', 'not-absolute'],
    ['/Users/../etc', 'dots'],
    ['/a\0b', 'not-a-path'],
    [`/${'a'.repeat(4096)}`, 'too-long'],
    ['/Volumes//Users/', undefined],
  ] as const)('of the path %j', (path, fault) => {
    expect(pathFault(path)).toBe(fault);
  });

  it('name the second volume that writes to one place, however it is typed', () => {
    const after = step(draft, { do: 'set-volume', key: USERS, to: { destination: '/Volumes//System/' } });
    expect(faultsOf(after).volumes).toEqual(
      new Map([[USERS, { source: undefined, destination: 'taken', limit: false }]]),
    );
  });

  it('name a limit that is no number, and a pattern that rsync would not take', () => {
    const limit = { kind: 'entries', entries: 'many', percent: '10' } as const;
    const after = step(step(draft, { do: 'set-volume', key: SYSTEM, to: { deletion: limit } }), {
      do: 'add-exclude',
      pattern: '*',
    });
    const faults = faultsOf(after);
    expect(faults.volumes.get(SYSTEM)?.limit).toBe(true);
    expect(faults.excludes).toEqual(new Map([['new-1', 'it leaves out everything']]));
    expect(countFaults(faults)).toBe(2);
  });

  it('are one when nothing would be copied', () => {
    const none = step(step(draft, { do: 'remove-volume', key: SYSTEM }), { do: 'remove-volume', key: USERS });
    expect(faultsOf(none)).toEqual({ volumes: new Map(), excludes: new Map(), isEmpty: true });
  });
});
