import { describe, expect, it } from 'vitest';
import { wakeWords } from '../../../engine/text/wake-words.ts';

const context = { now: Date.parse('2026-11-26T20:00:00Z'), timeZone: 'UTC' };
const at = '2026-11-27T02:59:00.000Z';

describe('whether this machine wakes up', () => {
  it.each([
    [{ kind: 'scheduled', at } as const, 'This machine wakes up tonight 02:59.'],
    [{ kind: 'none' } as const, 'Nothing is to come that this machine would wake up for.'],
    [
      { kind: 'unsupported' } as const,
      'This machine is not woken up: Warmspare can have only a Mac do that.',
    ],
    [
      { kind: 'not-permitted', at, command: 'sudo pmset …' } as const,
      'This machine is not woken up tonight 02:59: waking a Mac needs root. Where root keeps the pairs, as with warmspare serve as a service of root’s, it is done each time; for this once, an administrator can paste a line.',
    ],
    [
      { kind: 'failed', at, text: 'pmset: Error 0xe00002c2' } as const,
      'This machine is not woken up tonight 02:59: the system did not take it (pmset: Error 0xe00002c2).',
    ],
  ])('%o', (wake, text) => {
    expect(wakeWords(wake, context)).toBe(text);
  });
});
