import { expect, it } from 'vitest';
import { hasPassed, type DrillStepState } from '../../../engine/model/drill.ts';
import { aDrillStep } from '../../fakes/drill-builders.ts';

it('has passed where something was tried and nothing failed', () => {
  const passed = (...states: readonly DrillStepState[]): boolean =>
    hasPassed({ steps: states.map((state) => aDrillStep({ state })) });
  expect([
    passed('passed'),
    passed('passed', 'warned', 'skipped'),
    passed('warned'),
    passed(),
    passed('skipped'),
    passed('passed', 'failed'),
  ]).toEqual([true, true, true, false, false, false]);
});

it('has not passed where it was cut', () => {
  expect(hasPassed({ steps: [aDrillStep()], isCut: true })).toBe(false);
});
