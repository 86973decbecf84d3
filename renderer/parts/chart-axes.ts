import type uPlot from 'uplot';
import { calendarOf } from '../../engine/text/times.ts';
import type { ChartInk } from './chart-ink.ts';

const DAY_S = 86_400;
const HOURS = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 336, 720, 1440, 2160];

/** Days along the bottom. */
export function dayAxis({ color, font, rem }: ChartInk): uPlot.Axis {
  return {
    stroke: color['text-2'],
    font,
    size: rem * 1.9,
    space: rem * 5,
    gap: 4,
    incrs: [DAY_S, 2 * DAY_S, 5 * DAY_S, 7 * DAY_S, 10 * DAY_S, 15 * DAY_S, 30 * DAY_S],
    grid: { show: false },
    ticks: { show: false },
    values: (_plot, seconds) =>
      seconds.map((second) => {
        const { day, month } = calendarOf(second * 1_000, undefined);
        return `${day} ${month}`;
      }),
  };
}

/** Amounts along the left, in words. */
export function amountAxis(
  { color, font, rem }: ChartInk,
  say: (value: number) => string,
  incrs?: readonly number[],
): uPlot.Axis {
  return {
    stroke: color['text-2'],
    font,
    size: rem * 5,
    gap: 6,
    space: rem * 1.9,
    ...(incrs !== undefined && { incrs: [...incrs] }),
    grid: { stroke: color.line, width: 1 },
    ticks: { show: false },
    values: (_plot, values) => values.map(say),
  };
}

export function hourAxis(ink: ChartInk): uPlot.Axis {
  return amountAxis(ink, (hours) => (hours < 48 ? `${String(hours)} h` : `${String(hours / 24)} d`), HOURS);
}

/** What all charts have: nothing that moves under the pointer. */
export const STILL: Pick<uPlot.Options, 'cursor' | 'legend' | 'padding'> = {
  padding: [8, 8, 0, 0],
  cursor: { show: false },
  legend: { show: false },
};
