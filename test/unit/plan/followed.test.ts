import { expect, it } from 'vitest';
import { PRESETS } from '../../../engine/plan/presets.ts';
import { followedKey } from '../../../engine/plan/followed.ts';
import { aPair, aVolume } from '../../fakes/builders.ts';

it('a journal is of what is copied where, and of each rule of what is left out', () => {
  const pair = aPair({ filters: { preset: 'macos-data', excludes: ['*.tmp'] } });
  const key = followedKey(pair);
  expect(followedKey({ ...pair, name: 'Another name' })).toBe(key);
  for (const { pattern } of PRESETS['macos-data']) expect(key).toContain(JSON.stringify(`- ${pattern}`));
  const others = [
    { ...pair, filters: { ...pair.filters, excludes: [] } },
    { ...pair, volumes: [aVolume({ destination: '/Volumes/Other' })] },
    { ...pair, acceptedAt: '2026-11-23T11:00:00.000Z' },
  ];
  for (const other of others) expect(followedKey(other)).not.toBe(key);
});
