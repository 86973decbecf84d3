import type { ContinuousResult } from './continuous.ts';
import { quantile } from './quantile.ts';
import { head } from './soak-report.ts';

const MEDIAN_SECONDS = 10;
const MOST_SECONDS = 30;
const CPU_SHARE = 0.1;

export function continuousPasses({ latencySeconds, ownCpu, wholeRuns }: ContinuousResult): boolean {
  return (
    wholeRuns === 1 &&
    quantile(latencySeconds, 0.5) < MEDIAN_SECONDS &&
    quantile(latencySeconds, 0.95) < MOST_SECONDS &&
    ownCpu < CPU_SHARE
  );
}

export function continuousReport(result: ContinuousResult): string {
  const { options, latencySeconds, ownCpu, allCpu, peakBytes } = result;
  const seconds = (share: number): string => `${quantile(latencySeconds, share).toFixed(1)} s`;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const rows = [
    ['from a change to the standby, median', seconds(0.5), `below ${String(MEDIAN_SECONDS)} s`],
    ['95 % of changes', seconds(0.95), `below ${String(MOST_SECONDS)} s`],
    ['the slowest', seconds(1), ''],
    ['CPU of the host’s process, of one core', percent(ownCpu), `below ${percent(CPU_SHARE)}`],
    ['with the ssh, rsync and sh that it started here', percent(allCpu), ''],
    ['memory of the host (`VmHWM`)', `${(peakBytes / 1e6).toFixed(0)} MB`, ''],
  ];
  return [
    ...head(),
    `A host (\`warmspare serve\`) followed a tree of ${options.files.toLocaleString('en')} files over SSH to loopback while ${result.done.toLocaleString('en')} random changes`,
    `(seed ${String(options.seed)}) were made in ${String(options.seconds)} s: files made, written, renamed, removed, linked, with other modes and extended attributes; folders made, renamed, removed,`,
    `put in a file’s place and a file in theirs. ${String(latencySeconds.length)} files were seen to arrive. ${String(result.changedRuns)} runs looked at what had changed alone,`,
    `${String(result.wholeRuns)} at everything (the first does). At the end \`rsync -naHAX --delete -i\` found nothing that differs.`,
    '',
    '| what | was | bar |',
    '| --- | ---: | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
