import { describe, expect, it } from 'vitest';
import { appPasses, appReport, type AppFigures } from '../../bench/app-report.ts';

const calm = { times: [16.6, 16.7, 16.7, 16.8], messages: 0, events: 0 };
const idle = { seconds: 60, percent: 0.0312, parts: [{ what: 'main', percent: 0.0312 }] };

const FIGURES: AppFigures = {
  files: 1_000_000,
  runSeconds: 61.24,
  tray: [410, 402.4, 455],
  popover: { cold: [310, 290], warm: [40, 61, 52] },
  memory: {
    started: { app: 120e6, tools: 0 },
    hidden: { app: 181.4e6, tools: 0 },
    run: { app: 240e6, tools: 90e6 },
  },
  cpu: { started: idle, hidden: idle, bare: idle },
  frames: {
    perSecond: 5_000,
    toldPerSecond: 7_500.4,
    quiet: calm,
    flood: { times: [16.7, 16.7, 33.3, 16.6], messages: 160, events: 40_000 },
  },
};

describe('what is written of the app', () => {
  it('has a row for each figure, and says which kept what was promised', () => {
    const lines = appReport(FIGURES, ['2026-11-26']).split('\n');
    expect(lines[0]).toBe('2026-11-26');
    expect(lines.filter((line) => line.startsWith('|')).slice(2)).toEqual([
      '| tray ready | 410 ms |  |  |',
      '| popover open, cold | 300 ms |  |  |',
      '| popover open, warm | 52 ms | 150 ms | pass |',
      '| memory after the start | 120 MB |  |  |',
      '| memory with the popover hidden | 181 MB |  |  |',
      '| memory during a run over 1,000,000 files | 240 MB + 90 MB |  |  |',
      '| CPU at idle of an Electron with a tray icon alone | 0.03 % |  |  |',
      '| CPU at idle after the start | 0.03 % | 0.08 % | pass |',
      '| CPU at idle with the popover hidden | 0.03 % | 0.08 % | pass |',
      '| frames under events, median | 16.7 ms |  |  |',
      '| frames under events, 95 % | 33.3 ms | 34.0 ms | pass |',
      '| frames under events, worst | 33.3 ms |  |  |',
    ]);
    expect(lines).toContain('- CPU with the popover hidden: main 0.031 %');
    expect(lines.join(' ')).toContain(
      'the hub told 7500 a second, of which the page got 40000 in 160 messages.',
    );
    expect(appPasses(FIGURES)).toBe(true);
  });

  it.each<[string, Partial<AppFigures>]>([
    ['a slow popover', { popover: { cold: [1], warm: [149, 151, 152] } }],
    [
      'what would be written as 0.1 %',
      { cpu: { started: idle, hidden: { ...idle, percent: idle.percent + 0.05 }, bare: idle } },
    ],
    ['frames left out', { frames: { ...FIGURES.frames, flood: { ...calm, times: [16.7, 50] } } }],
    ['no frames at all', { frames: { ...FIGURES.frames, flood: { ...calm, times: [] } } }],
  ])('fails for %s', (_what, change) => {
    const figures = { ...FIGURES, ...change };
    expect(appPasses(figures)).toBe(false);
    expect(appReport(figures, [])).toContain('**fail**');
  });
});
