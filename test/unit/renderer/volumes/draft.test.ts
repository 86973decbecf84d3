import { describe, expect, it } from 'vitest';
import { PairChangeInput } from '../../../../engine/api/inputs.ts';
import { changeOf, draftOf, isSame, limitNumber } from '../../../../renderer/screens/volumes/draft.ts';
import { step } from '../../../../renderer/screens/volumes/draft-steps.ts';
import { aPairOfTwo, SYSTEM, USERS } from './a-draft.ts';

describe('a draft of the volumes', () => {
  const pair = aPairOfTwo();
  const draft = draftOf(pair);

  it('changes nothing while nothing was done to it', () => {
    expect(changeOf(draft)).toEqual({
      volumes: pair.volumes.map(({ id, source, destination, deletion }) => ({
        id,
        source,
        destination,
        deletion,
      })),
      preset: 'macos-data',
      excludes: ['*.tmp', '/Scratch'],
    });
    expect(isSame(draft, draftOf(aPairOfTwo()))).toBe(true);
  });

  it('is a change that the contract takes', () => {
    const { success } = PairChangeInput.safeParse({ pairId: pair.id, change: changeOf(draft) });
    expect(success).toBe(true);
  });

  it('takes a new volume as the first one is', () => {
    const after = step(draft, { do: 'add-volume', source: '/Volumes/Work', destination: '/Volumes/Work' });
    expect(after.volumes.at(-1)).toEqual({
      key: 'new-1',
      id: undefined,
      source: '/Volumes/Work',
      destination: '/Volumes/Work',
      deletion: draft.volumes[0]?.deletion,
    });
    expect(
      step(step(after, { do: 'remove-volume', key: 'vol-system' }), { do: 'add-volume' }).volumes,
    ).toEqual([
      expect.objectContaining({ key: USERS }),
      expect.anything(),
      expect.objectContaining({ key: 'new-2' }),
    ]);
  });

  it('moves a volume by one place, and not beyond the ends', () => {
    const keys = (by: -1 | 1, key: string): string[] =>
      step(draft, { do: 'move-volume', key, by }).volumes.map((one) => one.key);
    expect(keys(1, SYSTEM)).toEqual([USERS, SYSTEM]);
    expect(keys(-1, USERS)).toEqual([USERS, SYSTEM]);
    expect(keys(-1, SYSTEM)).toEqual([SYSTEM, USERS]);
    expect(keys(1, USERS)).toEqual([SYSTEM, USERS]);
  });

  it('is the same again when a step is taken back', () => {
    const there = step(draft, { do: 'set-exclude', key: 'stored-0', pattern: '*.log' });
    const back = step(there, { do: 'set-exclude', key: 'stored-0', pattern: '*.tmp' });
    expect([isSame(there, draft), isSame(back, draft)]).toEqual([false, true]);
  });

  it('keeps the numbers while another limit is tried', () => {
    const limited = step(draft, {
      do: 'set-volume',
      key: SYSTEM,
      to: { deletion: { kind: 'percent', entries: '1000', percent: '2.5' } },
    });
    expect(changeOf(limited).volumes[0]?.deletion).toEqual({
      kind: 'mirror',
      limit: { kind: 'percent', percent: 2.5 },
    });
  });

  it.each([
    ['entries', '1,000', 1000],
    ['entries', ' 50 000 ', 50_000],
    ['entries', '0', 0],
    ['entries', '-1', undefined],
    ['entries', '1.5', undefined],
    ['entries', '', undefined],
    ['percent', '10 %', 10],
    ['percent', '2.5', 2.5],
    ['percent', '101', undefined],
    ['percent', 'ten', undefined],
  ] as const)('reads a limit of %s from "%s"', (kind, text, number) => {
    expect(limitNumber(kind, text)).toBe(number);
  });
});
