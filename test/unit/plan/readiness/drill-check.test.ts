import { describe, expect, it } from 'vitest';
import type { DrillRecord } from '../../../../engine/model/drill.ts';
import { assessReadiness } from '../../../../engine/plan/readiness/assess.ts';
import { aDrill, aDrillStep } from '../../../fakes/drill-builders.ts';
import { ago, readyFacts } from '../../../fakes/readiness-builders.ts';

describe('the drill', () => {
  const DATABASE = { kind: 'database', text: '/Users/shop.db' } as const;
  const judged = (drill: DrillRecord | undefined): unknown => {
    const facts = readyFacts({ drill });
    const { overall, checks } = assessReadiness(facts);
    const { state, finding } = checks.find(({ id }) => id === 'drill') ?? {};
    return [overall, state, finding];
  };

  it('passes for ninety days', () => {
    const steps = [aDrillStep(), aDrillStep({ ...DATABASE, state: 'skipped' })];
    expect(judged(aDrill({ steps, finishedAt: ago(24 * 90) }))).toEqual([
      'ready',
      'pass',
      { kind: 'drill-passed', passed: 1, skipped: 1 },
    ]);
  });

  it('that never was, is old or saw something odd is said, and keeps nobody from being ready', () => {
    const warned = aDrill({ steps: [aDrillStep(), aDrillStep({ ...DATABASE, state: 'warned' })] });
    expect([
      judged(undefined),
      judged(aDrill({ finishedAt: ago(24 * 90 + 1) })),
      judged(aDrill({ finishedAt: ago(-1) })),
      judged(warned),
    ]).toEqual([
      ['ready', 'warn', { kind: 'never-drilled' }],
      ['ready', 'warn', { kind: 'drill-old', limitMs: 90 * 86_400_000 }],
      ['ready', 'warn', { kind: 'drill-old', limitMs: 90 * 86_400_000 }],
      ['ready', 'warn', { kind: 'drill-warned', steps: [DATABASE] }],
    ]);
  });

  it('that failed, however long ago, counts until another one has passed', () => {
    const steps = [aDrillStep(), aDrillStep({ ...DATABASE, state: 'failed' })];
    const failed = ['not-ready', 'fail', { kind: 'drill-failed', steps: [DATABASE] }];
    expect([
      judged(aDrill({ steps })),
      judged(aDrill({ steps, finishedAt: ago(24 * 400) })),
      judged(aDrill({ steps, isCut: true })),
    ]).toEqual([failed, failed, failed]);
  });
});
