import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesText, percentOf, phaseText, rateText, timeLeftText } from '../../../engine/text/progress.ts';
import { aLiveRun, aProgress } from '../../fakes/builders.ts';

const UNREACHABLE = { code: 'endpoint.unreachable', retry: 'transient', details: {} } as const;

describe('a run under way', () => {
  it('is said in words', () => {
    const listed = aProgress({ filesDone: 12, filesTotal: 412_000 });
    const counting = aProgress({ filesDone: 1, filesTotal: undefined });
    expect([
      phaseText(aLiveRun({ phase: undefined })),
      phaseText(aLiveRun({ phase: 'probing' }), 'Users'),
      phaseText(aLiveRun({ phase: 'comparing' }), 'Users'),
      phaseText(aLiveRun({ phase: 'comparing', progress: counting })),
      phaseText(aLiveRun({ phase: 'comparing', progress: listed }), 'Users'),
      phaseText(aLiveRun({ progress: listed }), 'Users'),
      phaseText(aLiveRun({ phase: 'deleting' }), 'Users'),
      phaseText(aLiveRun({ phase: 'checking' })),
      phaseText(aLiveRun({ retrying: UNREACHABLE }), 'Users'),
      phaseText(aLiveRun({ retrying: UNREACHABLE, isCancelling: true }), 'Users'),
    ]).toEqual([
      'Starting',
      'Looking at both machines',
      'Comparing Users',
      'Comparing 1 file',
      'Comparing 412,000 files in Users',
      'Copying Users',
      'Deleting in Users',
      'Checking',
      'Waiting to try again',
      'Cancelling',
    ]);
  });

  it('is never at 100 per cent', () => {
    const percents = [undefined, NaN, 0, 0.4299, 0.999, 1, 1.2, -1].map((fraction) =>
      percentOf(aProgress({ fraction })),
    );
    expect([percentOf(undefined), ...percents]).toEqual([
      undefined,
      undefined,
      undefined,
      0,
      42,
      99,
      99,
      99,
      0,
    ]);
  });

  it('never goes back while its fraction does not', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((one) =>
          percentOf(aProgress({ fraction: one })),
        );
        return (early ?? 0) <= (late ?? 0);
      }),
    );
  });

  it('has a rate, and a time left that does not tick by seconds', () => {
    expect([rateText(aProgress()), rateText(aProgress({ bytesPerSecond: undefined }))]).toEqual([
      '12.4 MB/s',
      undefined,
    ]);
    const left = [undefined, 0, 59, 60, 61, 3_599, 3_600, 4_800].map((secondsLeft) =>
      timeLeftText(aProgress({ secondsLeft })),
    );
    expect(left).toEqual([
      undefined,
      'under a minute left',
      'under a minute left',
      '1 min left',
      '2 min left',
      '1 h left',
      '1 h left',
      '1 h 20 min left',
    ]);
  });

  it('counts files, of how many once that is known', () => {
    expect([filesText(aProgress()), filesText(aProgress({ filesTotal: undefined }))]).toEqual([
      '1,200 of 4,000 files',
      '1,200 files',
    ]);
  });
});
