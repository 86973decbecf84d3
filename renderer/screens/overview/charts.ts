import uPlot from 'uplot';
import type { AgePoint } from '../../../engine/model/recovery-history.ts';
import { formatBytes, formatDuration } from '../../../engine/text/amounts.ts';
import type { ChartOptions } from '../../parts/Chart.tsx';
import { amountAxis, dayAxis, hourAxis, STILL } from '../../parts/chart-axes.ts';
import type { ChartInk } from '../../parts/chart-ink.ts';

/** Seconds since 1970, both. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DURATIONS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24, 48].map((hours) => hours * HOUR_MS),
];

/** The saw-tooth, from which age on a copy is overdue, and the highest peak. */
export function ageChart(span: Span, highest: AgePoint | undefined, overdueMs: number): ChartOptions {
  return (ink) => ({
    ...STILL,
    scales: { x: { range: () => [span.from, span.to] }, y: { range: (_plot, _min, max) => [0, max * 1.12] } },
    axes: [dayAxis(ink), hourAxis(ink)],
    series: [
      {},
      {
        stroke: ink.color.accent,
        width: 1.5,
        fill: faint(ink.color.accent),
        points: { show: false },
      },
    ],
    hooks: {
      draw: [
        (plot) => {
          drawLimit(plot, ink, overdueMs / HOUR_MS);
          if (highest !== undefined) drawPeak(plot, ink, highest);
        },
      ],
    },
  });
}

function drawLimit(plot: uPlot, { color }: ChartInk, hours: number): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(hours, 'y', true);
  if (y < bbox.top) return;
  ctx.save();
  ctx.strokeStyle = color.warn;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

function drawPeak(plot: uPlot, { color, rem }: ChartInk, { at, ageMs }: AgePoint): void {
  const { ctx } = plot;
  const x = plot.valToPos(Date.parse(at) / 1_000, 'x', true);
  const y = plot.valToPos(ageMs / 3_600_000, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, rem * 0.34 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fillStyle = color.surface;
  ctx.fill();
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.strokeStyle = color.bad;
  ctx.stroke();
  ctx.restore();
}

export function bytesChart(span: Span): ChartOptions {
  return (ink) => barChart(ink, span, amountAxis(ink, formatBytes));
}

export function durationChart(span: Span): ChartOptions {
  return (ink) => barChart(ink, span, amountAxis(ink, formatDuration, DURATIONS));
}

/** What succeeded is filled; what did not is hollow. */
function barChart(ink: ChartInk, span: Span, axis: uPlot.Axis): ReturnType<ChartOptions> {
  const paths = uPlot.paths.bars?.({ size: [0.6, ink.rem * 1.4, 3] });
  const bars = { ...(paths !== undefined && { paths }), points: { show: false } };
  return {
    ...STILL,
    scales: {
      x: { range: () => [span.from, span.to + (span.to - span.from) * 0.01] },
      y: { range: (_plot, _min, max) => [0, Math.max(1, max) * 1.1] },
    },
    axes: [dayAxis(ink), axis],
    series: [
      {},
      { ...bars, fill: ink.color.good, stroke: ink.color.good, width: 0 },
      { ...bars, stroke: ink.color.bad, width: 1.5 },
    ],
  };
}

/** `rgb(10, 95, 202)` as it is behind glass. */
function faint(color: string): string {
  return `color-mix(in srgb, ${color} 14%, transparent)`;
}
