import { describe, expect, it } from 'vitest';
import { ProgressMeter } from '../../../engine/run/progress-meter.ts';
import type { ProgressRecord } from '../../../engine/rsync/output.ts';
import { VOL_A } from '../../fakes/builders.ts';

function seen(bytes: number, percent: number, toCheck: number, total: number, final = true): ProgressRecord {
  return {
    type: 'progress',
    bytes,
    percent,
    bytesPerSecond: 1000,
    filesSent: 1,
    left: { toCheck, total, final },
  };
}

describe('the progress meter', () => {
  it('knows no fraction while the list still grows', () => {
    const meter = new ProgressMeter(VOL_A, 'copy', undefined);
    expect(meter.read(seen(500, 80, 10, 100, false)).fraction).toBeUndefined();
  });

  it('never goes back', () => {
    const meter = new ProgressMeter(VOL_A, 'copy', undefined);
    const fractions = [seen(500, 50, 5, 10), seen(500, 40, 4, 10), seen(900, 90, 1, 10)].map(
      (record) => meter.read(record).fraction,
    );
    expect(fractions).toEqual([0.5, 0.5, 0.9]);
  });

  it('measures a listed copy by the bytes of its plan, and the time that is left by them', () => {
    const meter = new ProgressMeter(VOL_A, 'copy', { files: 2, bytes: 4000 });
    expect(meter.read(seen(1000, 99, 1, 2))).toEqual({
      type: 'run.progress',
      phase: 'copying',
      volumeId: VOL_A,
      filesDone: 1,
      filesTotal: 2,
      bytesDone: 1000,
      fraction: 0.25,
      bytesPerSecond: 1000,
      secondsLeft: 3,
    });
  });

  it('measures a comparison by how much of the list it has gone through', () => {
    const meter = new ProgressMeter(VOL_A, 'compare', undefined);
    expect(meter.read(seen(0, 0, 25, 100)).fraction).toBe(0.75);
  });
});
