import type { DrillRecord, DrillStep } from '../../engine/model/drill.ts';

export function aDrillStep(fields: Partial<DrillStep> = {}): DrillStep {
  return {
    kind: 'places',
    state: 'passed',
    startedAt: '2026-11-23T11:00:00.000Z',
    durationMs: 1_500,
    ...fields,
  };
}

/** All that was tried went well. */
export function aDrill(fields: Partial<DrillRecord> = {}): DrillRecord {
  return {
    startedAt: '2026-11-23T11:00:00.000Z',
    finishedAt: '2026-11-23T11:01:00.000Z',
    steps: [aDrillStep()],
    ...fields,
  };
}
