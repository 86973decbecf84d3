import { useEffect, useRef, useState, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { chartInk, type ChartInk } from './chart-ink.ts';
import './chart.css';

/** Anew whenever colours or sizes of text change. */
export type ChartOptions = (ink: ChartInk) => Omit<uPlot.Options, 'width' | 'height'>;

export interface ChartProps {
  /** What it shows, in a sentence: a picture says nothing to whoever does not see it. */
  readonly label: string;
  readonly data: uPlot.AlignedData;
  readonly options: ChartOptions;
  /** In rem. */
  readonly height: number;
}

/** A drawing in the colours of the page. The numbers belong into a table beside it. */
export function Chart({ label, data, options, height }: ChartProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const looks = useLooks();
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const ink = chartInk(current);
    const size = (): { width: number; height: number } => ({
      width: Math.max(160, current.clientWidth),
      height: height * ink.rem,
    });
    const plot = new uPlot({ ...options(ink), ...size() }, data, current);
    const observer = new ResizeObserver(() => {
      if (size().width !== plot.width) plot.setSize(size());
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [data, options, height, looks]);
  return <div className="chart" role="img" aria-label={label} ref={box} />;
}

const LOOKS = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** Counts how often the looks of the page have changed. */
function useLooks(): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const queries = LOOKS.map((query) => window.matchMedia(query));
    const onChange = (): void => setTimes((before) => before + 1);
    for (const query of queries) query.addEventListener('change', onChange);
    return () => {
      for (const query of queries) query.removeEventListener('change', onChange);
    };
  }, []);
  return times;
}
