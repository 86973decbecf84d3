import { describe, expect, it } from 'vitest';
import { KeyId } from '../../../../engine/model/ids.ts';
import { consequencesOf } from '../../../../renderer/screens/volumes/consequences.ts';
import { draftOf, USUAL_DELETION } from '../../../../renderer/screens/volumes/draft.ts';
import { step } from '../../../../renderer/screens/volumes/draft-steps.ts';
import { aPairOfTwo, SYSTEM, USERS } from './a-draft.ts';

describe('what saving means', () => {
  const pair = aPairOfTwo();
  const draft = draftOf(pair);

  it('is nothing more where nothing but the order changed', () => {
    expect(consequencesOf(pair, draft)).toEqual([]);
    expect(consequencesOf(pair, step(draft, { do: 'move-volume', key: SYSTEM, by: 1 }))).toEqual([]);
  });

  it('is a first run again where a volume gets another source or place', () => {
    const after = step(draft, { do: 'set-volume', key: USERS, to: { source: '/Volumes/People' } });
    expect(consequencesOf(pair, after)).toEqual([
      { kind: 'first-run-again', source: '/Volumes/People', destination: '/Volumes/Users' },
      { kind: 'no-recovery-point' },
    ]);
  });

  it('is a place that the guard of the standby has to be told', () => {
    if (pair.standby.kind !== 'ssh') throw new Error('not by ssh');
    const guarded = aPairOfTwo({ standby: { ...pair.standby, keyId: KeyId.parse('key-aaaaaaaaaa') } });
    const after = step(draftOf(guarded), {
      do: 'add-volume',
      source: '/Volumes/Work',
      destination: '/Volumes/Work/',
    });
    expect(consequencesOf(guarded, after)).toEqual([
      { kind: 'first-copy', source: '/Volumes/Work', destination: '/Volumes/Work' },
      { kind: 'no-recovery-point' },
      { kind: 'guard-needs-telling', destinations: ['/Volumes/Work'] },
    ]);
  });

  it('tells no guard where there is none', () => {
    const after = step(draft, { do: 'set-volume', key: USERS, to: { destination: '/Volumes/Other' } });
    expect(consequencesOf(pair, after).map(({ kind }) => kind)).toEqual([
      'first-run-again',
      'no-recovery-point',
    ]);
  });

  it('is a copy that stays behind where a volume is taken out', () => {
    expect(consequencesOf(pair, step(draft, { do: 'remove-volume', key: USERS }))).toEqual([
      { kind: 'no-longer-copied', source: '/Volumes/Users', destination: '/Volumes/Users' },
    ]);
  });

  it('is no first copy where a removed place is added again', () => {
    const after = step(step(draft, { do: 'remove-volume', key: USERS }), {
      do: 'add-volume',
      source: '/Volumes/Users',
      destination: '/Volumes/Users',
    });
    expect(consequencesOf(pair, after)).toEqual([
      { kind: 'deletes-from-now-on', destination: '/Volumes/Users' },
    ]);
  });

  it('is a deletion where one only added before', () => {
    const after = step(draft, { do: 'set-volume', key: USERS, to: { deletion: USUAL_DELETION } });
    expect(consequencesOf(pair, after)).toEqual([
      { kind: 'deletes-from-now-on', destination: '/Volumes/Users' },
    ]);
  });

  it('is something left as it is where patterns change', () => {
    const after = step(draft, { do: 'set-preset', preset: 'none' });
    expect(consequencesOf(pair, after)).toEqual([{ kind: 'patterns-changed' }]);
  });
});
