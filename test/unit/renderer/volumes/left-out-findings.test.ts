import { describe, expect, it } from 'vitest';
import type { LeftOutPattern, LeftOutSource } from '../../../../engine/api/left-out.ts';
import { findingsOf, leftOutOf } from '../../../../renderer/screens/volumes/left-out-findings.ts';

function aPattern(fields: Partial<LeftOutPattern> = {}): LeftOutPattern {
  return {
    pattern: '*.tmp',
    from: 'person',
    reason: undefined,
    matches: 2,
    weight: { entries: 2, bytes: 100 },
    samples: ['a.tmp', 'b/c.tmp'],
    ...fields,
  };
}

function aSource(source: string, ...patterns: readonly LeftOutPattern[]): LeftOutSource {
  return {
    volumeId: undefined,
    source,
    state: 'done',
    rsync: undefined,
    kept: undefined,
    patterns,
    problem: undefined,
  };
}

describe('what patterns leave out', () => {
  it('is summed over all sources', () => {
    const report = {
      sources: [aSource('/', aPattern()), aSource('/Volumes/Users', aPattern({ matches: 5 }))],
    };
    expect([...findingsOf(report)]).toEqual([
      [
        'person *.tmp',
        {
          pattern: '*.tmp',
          from: 'person',
          reason: undefined,
          matches: 7,
          weight: { entries: 4, bytes: 200 },
          samples: ['/a.tmp', '/b/c.tmp', '/Volumes/Users/a.tmp'],
          isComplete: true,
        },
      ],
    ]);
  });

  it('has no weight until all of it was weighed', () => {
    const looking = { ...aSource('/b', aPattern({ weight: undefined })), state: 'weighing' as const };
    const finding = findingsOf({ sources: [aSource('/a', aPattern()), looking] }).get('person *.tmp');
    expect(finding).toMatchObject({ matches: 4, weight: undefined, isComplete: false });
    expect(leftOutOf(looking)).toBeUndefined();
  });

  it('keeps the same pattern apart by whose it is', () => {
    const preset = aPattern({ from: 'preset', reason: 'temporary' });
    const report = { sources: [aSource('/a', aPattern(), preset)] };
    expect([...findingsOf(report).keys()]).toEqual(['person *.tmp', 'preset *.tmp']);
    expect(leftOutOf(aSource('/a', aPattern(), preset))).toEqual({ entries: 4, bytes: 200 });
  });
});
