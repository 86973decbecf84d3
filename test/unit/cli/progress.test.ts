import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../engine/cli/print/columns.ts';
import { ProgressBar } from '../../../engine/cli/progress/progress-bar.ts';
import { formatProgressLine } from '../../../engine/cli/progress/progress-line.ts';
import type { RunEvent, RunProgress } from '../../../engine/api/events.ts';
import { RUN_ID } from '../../fakes/fake-engine.ts';
import { aPair, USERS } from './cli-harness.ts';

const PROGRESS: RunProgress = {
  type: 'run.progress',
  phase: 'copying',
  volumeId: USERS,
  filesDone: 1234,
  filesTotal: 50_210,
  bytesDone: 1_234_000_000,
  fraction: 0.429,
  bytesPerSecond: 45_000_000,
  secondsLeft: 192,
};
const line = (width: number, progress: RunProgress | undefined = PROGRESS): string =>
  formatProgressLine({ label: 'Copying Users', progress }, width);

function event(
  body: RunProgress | { type: 'run.phase'; phase: 'comparing'; volumeId: typeof USERS },
): RunEvent {
  return { ...body, seq: 1, at: '2026-11-23T03:04:00.000Z', runId: RUN_ID };
}

describe('the progress line', () => {
  it('has everything where there is room', () => {
    expect(line(120)).toEqual(
      'Copying Users  [############------------------]   42 %  1,234/50,210 files  1.2 GB  45.0 MB/s  3 min 12 s left',
    );
  });

  it('drops what matters least on a narrow terminal', () => {
    expect([100, 80, 60, 45, 30, 22, 10].map((width) => line(width))).toEqual([
      'Copying Users  [########-----------]   42 %  1,234/50,210 files  1.2 GB  45.0 MB/s  3 min 12 s left',
      'Copying Users  [####------]   42 %  1,234/50,210 files  1.2 GB  3 min 12 s left',
      'Copying Users  [####------]   42 %  1.2 GB  3 min 12 s left',
      'Copying Users   42 %  3 min 12 s left',
      'Copying Users   42 %',
      'Copying Users   42 %',
      'Copying …',
    ]);
  });

  it('says what is known before there is a total', () => {
    const progress = {
      ...PROGRESS,
      fraction: undefined,
      filesTotal: undefined,
      secondsLeft: undefined,
      bytesDone: 0,
    };
    expect(line(80, { ...progress, bytesPerSecond: undefined })).toEqual('Copying Users  1,234 files');
  });

  it('says 100 % at the end only', () => {
    const at = (fraction: number): string =>
      line(40, { ...PROGRESS, fraction, secondsLeft: undefined, bytesDone: 0, bytesPerSecond: undefined });
    expect([at(0.999), at(1)].map((text) => /\d+ %/.exec(text)?.[0])).toEqual(['99 %', '100 %']);
  });

  it('never fills the last column, whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
        fc.nat(),
        (width, label, fraction, count) => {
          const progress = { ...PROGRESS, fraction, filesDone: count, bytesDone: count };
          return columnsOf(formatProgressLine({ label, progress }, width)) < width;
        },
      ),
    );
  });
});

describe('the progress bar', () => {
  function drawn(): { readonly bar: ProgressBar; readonly text: () => string } {
    let text = '';
    const bar = new ProgressBar(
      (more) => (text += more),
      () => 40,
      aPair().volumes,
    );
    return { bar, text: () => text };
  }

  it('redraws one line and gives the cursor back', () => {
    const { bar, text } = drawn();
    bar.take(event({ type: 'run.phase', phase: 'comparing', volumeId: USERS }));
    bar.take(event({ ...PROGRESS, secondsLeft: undefined }));
    bar.end();
    bar.end();
    expect(text()).toEqual(
      '\u001b[?25l\r\u001b[KComparing Users' +
        '\r\u001b[KCopying Users  [######---------]   42 %' +
        '\r\u001b[K\u001b[?25h',
    );
  });

  it('puts a line above itself', () => {
    const { bar, text } = drawn();
    bar.take(event({ type: 'run.phase', phase: 'comparing', volumeId: USERS }));
    bar.say('Trying again.');
    expect(text()).toEqual(
      '\u001b[?25l\r\u001b[KComparing Users\r\u001b[KTrying again.\n\r\u001b[KComparing Users',
    );
  });

  it('writes nothing when nothing happened', () => {
    const { bar, text } = drawn();
    bar.end();
    expect(text()).toEqual('');
  });
});
