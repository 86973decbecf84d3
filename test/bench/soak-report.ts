import type { Kill } from './kills.ts';
import { commandText, loadText, machineLines } from './machine.ts';
import type { MillionStep } from './million.ts';
import { VICTIMS } from './victims.ts';

const PHASES = ['starting', 'probing', 'comparing', 'copying', 'deleting'] as const;

/** Of every section. */
export function head(): string[] {
  const date = new Date().toISOString().slice(0, 10);
  return [
    `${date}, \`${commandText('soak')}\``,
    '',
    ...machineLines(),
    `- load average at the end ${loadText()}`,
    '',
  ];
}

/** By victim and phase: how many processes were killed. */
export function killsReport(all: readonly Kill[], seed: number): string {
  const hits = all.filter(({ end }) => end !== 'missed');
  const count = (test: (kill: Kill) => boolean): string => String(hits.filter(test).length);
  const rows = VICTIMS.map((victim) => {
    const cells = PHASES.map((phase) => count((kill) => kill.victim === victim && kill.phase === phase));
    return `| ${victim} | ${[...cells, count((kill) => kill.victim === victim)].join(' | ')} |`;
  });
  return [
    ...head(),
    `${String(all.length)} runs of a changing tree with seed ${String(seed)}; one process of each was killed (SIGKILL) at a moment by`,
    `chance: ${String(hits.length)} were hit, ${String(all.length - hits.length)} were over or had no such process then. Of those hit,`,
    `${count(({ isFirstClone }) => isFirstClone)} were first clones; ${count(({ end }) => end === 'went on by itself')} went on by themselves, the others`,
    'ended without a success. After each, one more run made both trees the same, compared entry by entry with content, modes,',
    'owners, times, links and attributes; a run that said it had succeeded was compared at once.',
    '',
    `| killed while | ${PHASES.join(' | ')} | all |`,
    `| --- | ${PHASES.map(() => '---: |').join(' ')} ---: |`,
    ...rows,
  ].join('\n');
}

export function millionReport(steps: readonly MillionStep[]): string {
  const rows = steps.map(({ what, run }) => {
    return `| ${what} | ${run.seconds.toFixed(1)} s | ${(run.peakBytes / 1e6).toFixed(0)} MB |`;
  });
  return [
    ...head(),
    'Once each, over SSH to loopback; memory is the highest resident set (`VmHWM`) of the node process. At the end',
    '`rsync -naHAX --delete -i` found nothing that differs.',
    '',
    '| what | time | engine memory |',
    '| --- | ---: | ---: |',
    ...rows,
  ].join('\n');
}
