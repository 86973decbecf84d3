import { median } from './measure.ts';
import { quantile } from './quantile.ts';

/** In bytes: of the app's own processes, and of what it has others do (rsync, ssh). */
export interface Memory {
  readonly app: number;
  readonly tools: number;
}

/** Of one core, in per cent. */
export interface IdleCpu {
  readonly seconds: number;
  readonly percent: number;
  readonly parts: readonly { readonly what: string; readonly percent: number }[];
}

export interface Frames {
  /** From each to the next, in milliseconds. */
  readonly times: readonly number[];
  readonly messages: number;
  readonly events: number;
}

export interface AppFigures {
  readonly files: number;
  readonly runSeconds: number;
  /** In milliseconds. */
  readonly tray: readonly number[];
  readonly popover: { readonly cold: readonly number[]; readonly warm: readonly number[] };
  readonly memory: { readonly started: Memory; readonly hidden: Memory; readonly run: Memory };
  /** `bare`: an Electron with a tray icon and nothing else, at the same time. */
  readonly cpu: { readonly started: IdleCpu; readonly hidden: IdleCpu; readonly bare: IdleCpu };
  readonly frames: {
    readonly perSecond: number;
    /** What the hub made of them: progress also is a newer state of the pair. */
    readonly toldPerSecond: number;
    readonly quiet: Frames;
    readonly flood: Frames;
  };
}

interface Row {
  readonly what: string;
  readonly value: string;
  readonly most: string;
  /** `undefined`: nothing was promised. */
  readonly passes: boolean | undefined;
}

/** UI.md: opens in under 150 ms. */
const POPOVER_MS = 150;
/** What is 0.0 when it is written with one digit: over what an Electron takes that has nothing to do. */
const IDLE_PERCENT = 0.05;
/** Two of a screen's 60 frames a second: one may be left out. */
const FRAME_MS = 34;

export function appPasses(figures: AppFigures): boolean {
  return rowsOf(figures).every(({ passes }) => passes !== false);
}

/** `intro`: when, by which command, on which machine. */
export function appReport(figures: AppFigures, intro: readonly string[]): string {
  const { tray, popover, cpu, frames, files, runSeconds } = figures;
  const all = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(', ');
  const parts = ({ parts: each }: IdleCpu): string =>
    each.map(({ what, percent }) => `${what} ${percent.toFixed(3)} %`).join(', ');
  return [
    ...intro,
    '',
    '| what | figure | at most | |',
    '| --- | ---: | ---: | --- |',
    ...rowsOf(figures).map(lineOf),
    '',
    'The built app in a real Electron on Xvfb without a graphics processor, one pair over SSH to a real sshd on loopback with 14',
    'earlier runs. *Tray ready*: from the start of the process, with nothing attached to it, to the icon with its menu; median. *Popover',
    'open*: from the click to the first frame of the shown popover that has the pair in it; median; cold makes the page first.',
    '*Memory* is the proportional set size (PSS) of all processes of the app, that of rsync and ssh beside it; the most that was seen',
    `twice a second while ${files.toLocaleString('en')} new files were copied in ${runSeconds.toFixed(1)} s with the Overview open. *CPU* is what all processes of the app`,
    `took of one core in ${cpu.started.seconds.toFixed(0)} s, as the scheduler counts it, all at the same time; the target is 0.0 % over what Electron itself takes; the hidden popover keeps its page. *Frames* are those of the Overview,`,
    `from one to the next, while a sync tells ${frames.perSecond.toLocaleString('en')} events a second, progress and output in turn; the hub told ${frames.toldPerSecond.toFixed(0)}`,
    `a second, of which the page got ${String(frames.flood.events)} in ${String(frames.flood.messages)} messages.`,
    '',
    `- tray ready (ms): ${all(tray)}`,
    `- popover open (ms): cold ${all(popover.cold)}; warm ${all(popover.warm)}`,
    `- CPU of an Electron with a tray icon alone: ${parts(cpu.bare)}`,
    `- CPU after the start: ${parts(cpu.started)}`,
    `- CPU with the popover hidden: ${parts(cpu.hidden)}`,
    `- frames with nothing to tell: ${framesText(frames.quiet.times)} (${String(frames.quiet.times.length)} frames)`,
  ].join('\n');
}

function rowsOf({ tray, popover, memory, cpu, frames, files }: AppFigures): readonly Row[] {
  const free = (what: string, value: string): Row => ({ what, value, most: '', passes: undefined });
  const bound = (what: string, value: number, most: number, text: (value: number) => string): Row => {
    return { what, value: text(value), most: text(most), passes: value <= most };
  };
  const idle = (what: string, { percent }: IdleCpu): Row => ({
    what,
    value: `${percent.toFixed(2)} %`,
    most: `${(cpu.bare.percent + IDLE_PERCENT).toFixed(2)} %`,
    passes: percent < cpu.bare.percent + IDLE_PERCENT,
  });
  const flood = frames.flood.times;
  return [
    free('tray ready', ms(median(tray))),
    free('popover open, cold', ms(median(popover.cold))),
    bound('popover open, warm', median(popover.warm), POPOVER_MS, ms),
    free('memory after the start', memoryText(memory.started)),
    free('memory with the popover hidden', memoryText(memory.hidden)),
    free(`memory during a run over ${files.toLocaleString('en')} files`, memoryText(memory.run)),
    free('CPU at idle of an Electron with a tray icon alone', `${cpu.bare.percent.toFixed(2)} %`),
    idle('CPU at idle after the start', cpu.started),
    idle('CPU at idle with the popover hidden', cpu.hidden),
    free('frames under events, median', `${quantile(flood, 0.5).toFixed(1)} ms`),
    bound('frames under events, 95 %', quantile(flood, 0.95), FRAME_MS, (value) => `${value.toFixed(1)} ms`),
    free('frames under events, worst', `${quantile(flood, 1).toFixed(1)} ms`),
  ];
}

function lineOf({ what, value, most, passes }: Row): string {
  const verdict = passes === undefined ? '' : passes ? 'pass' : '**fail**';
  return `| ${what} | ${value} | ${most} | ${verdict} |`;
}

function framesText(times: readonly number[]): string {
  const at = (share: number): string => quantile(times, share).toFixed(1);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`;
}

function memoryText({ app, tools }: Memory): string {
  const text = `${(app / 1e6).toFixed(0)} MB`;
  return tools === 0 ? text : `${text} + ${(tools / 1e6).toFixed(0)} MB`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
