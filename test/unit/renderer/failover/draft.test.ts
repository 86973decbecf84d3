import { describe, expect, it } from 'vitest';
import type { FailoverSettings } from '../../../../engine/model/failover.ts';
import {
  draftOf,
  isSame,
  isTooLong,
  settingsOf,
} from '../../../../renderer/screens/failover/taking-over/draft.ts';

const PROOF = { at: '2026-11-01T10:00:00.000Z', cloneBuild: '18G9323', standbyBuild: '18G9323' };
const STORED: FailoverSettings = {
  strategy: 'boot',
  notes: 'Anna: 22\nBen: 91',
  sharedAddress: '192.168.1.10',
  bootProof: PROOF,
};

describe('what is said of a failover', () => {
  it.each<readonly [string, FailoverSettings]>([
    ['everything', STORED],
    ['nothing', { notes: '' }],
  ])('comes back as it was stored: %s', (_, stored) => {
    expect(settingsOf(draftOf(stored), stored)).toEqual(stored);
  });

  it('keeps the proof of a boot whatever else is changed, also one that came meanwhile', () => {
    const draft = { strategy: 'auto', notes: ' \n', sharedAddress: '  ' } as const;
    expect(settingsOf(draft, STORED)).toEqual({ notes: '', bootProof: PROOF });
  });

  it('is the same where nothing else would be stored', () => {
    const draft = draftOf(STORED);
    expect([
      isSame(draft, { ...draft, sharedAddress: ' 192.168.1.10 ' }),
      isSame(draft, { ...draft, strategy: 'auto' }),
      isSame(draft, { ...draft, notes: 'Anna: 22' }),
    ]).toEqual([true, false, false]);
  });

  it('is at most as long as the engine takes it', () => {
    const draft = draftOf(STORED);
    expect([10_000, 10_001].map((length) => isTooLong({ ...draft, notes: 'x'.repeat(length) }))).toEqual([
      false,
      true,
    ]);
  });
});
