import { expect, it } from 'vitest';
import { PlanId } from '../../../engine/model/ids.ts';
import { approvablePlan } from '../../../renderer/screens/overview/approvable-plan.ts';
import { largestOf } from '../../../renderer/screens/overview/largest-of.ts';
import { nightRun, officeChanges, officePair } from '../../pages/worlds/office.ts';

const PLAN = PlanId.parse('plan-0123456789ab');
const PAIR = officePair();

it('lets a person approve a held plan, and an emptied source', () => {
  expect(approvablePlan(nightRun(PAIR, 0, { outcome: 'held', planId: PLAN }))).toBe(PLAN);
  const refusals = [{ reason: 'source.empty' as const, details: { planId: PLAN } }];
  expect(approvablePlan(nightRun(PAIR, 0, { outcome: 'refused', refusals }))).toBe(PLAN);
});

it('lets nobody approve what cannot be overruled, nor what has been done', () => {
  const refusals = [
    { reason: 'source.empty' as const, details: { planId: PLAN } },
    { reason: 'source.not-mounted' as const, details: {} },
  ];
  expect(approvablePlan(nightRun(PAIR, 0, { outcome: 'refused', refusals }))).toBeUndefined();
  expect(approvablePlan(nightRun(PAIR, 0, { planId: PLAN }))).toBeUndefined();
});

it('names the largest of what is copied, and nothing that is deleted', () => {
  const largest = largestOf(officeChanges(30), 3);
  expect(largest.map(({ kind }) => kind)).not.toContain('deleted');
  const sizes = largest.map(({ bytes }) => bytes);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes).toHaveLength(3);
});
