import { median } from './measure.ts';
import type { Row } from './scenarios.ts';

/** The engine may take so much longer than plain rsync … */
const SHARE = 0.05;
const SECONDS = 0.5;
/** … and its process have so much memory. */
const MEMORY_BYTES = 150e6;

export interface Verdict {
  readonly plainSeconds: number;
  readonly engineSeconds: number;
  /** What the engine may take at most. */
  readonly barSeconds: number;
  readonly peakBytes: number;
  readonly passes: boolean;
}

export function verdictOf({ plain, engine, scans }: Row): Verdict {
  const plainSeconds = median(plain.map(({ seconds }) => seconds));
  const engineSeconds = median(engine.map(({ seconds }) => seconds));
  const barSeconds = scans * plainSeconds * (1 + SHARE) + SECONDS;
  const peakBytes = Math.max(...engine.map((run) => run.peakBytes));
  const passes = engineSeconds <= barSeconds && peakBytes < MEMORY_BYTES;
  return { plainSeconds, engineSeconds, barSeconds, peakBytes, passes };
}

export const TABLE_HEAD = [
  '| what | plain rsync | engine | at most | over plain | engine memory | |',
  '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
].join('\n');

export function tableLine(row: Row): string {
  const { plainSeconds, engineSeconds, barSeconds, peakBytes, passes } = verdictOf(row);
  const cells = [
    row.what,
    seconds(plainSeconds),
    seconds(engineSeconds),
    seconds(barSeconds),
    `${engineSeconds < plainSeconds ? '−' : '+'}${seconds(Math.abs(engineSeconds - plainSeconds))}`,
    `${(peakBytes / 1e6).toFixed(0)} MB`,
    passes ? 'pass' : '**fail**',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Every round, so that a reader can see how much they vary. */
export function roundsLine({ name, plain, engine }: Row): string {
  const all = (runs: Row['plain']): string => runs.map((run) => run.seconds.toFixed(2)).join(', ');
  return `- ${name}: plain ${all(plain)}; engine ${all(engine)}`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
