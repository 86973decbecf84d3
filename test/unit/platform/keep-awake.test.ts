import { expect, it } from 'vitest';
import { holderOf, keepAwake } from '../../../engine/platform/keep-awake.ts';

it('asks the system, by what ends with the process that asks', () => {
  expect(holderOf('darwin', 42)).toEqual(['/usr/bin/caffeinate', '-i', '-s', '-w', '42']);
  expect(holderOf('linux', 42)?.slice(-5)).toEqual(['tail', '--pid', '42', '-f', '/dev/null']);
  expect(holderOf('other', 42)).toBeUndefined();
});

it('does no harm where the system has nothing for it', () => {
  const stayAwake = keepAwake('other');
  expect(() => {
    stayAwake(true);
    stayAwake(true);
    stayAwake(false);
  }).not.toThrow();
});
