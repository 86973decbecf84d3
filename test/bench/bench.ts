/* `npm run bench`: the engine against plain rsync, side by side, over SSH to this machine. Exit status 1 when a bar is
   missed. Options: --files N --big BYTES --rounds N --only NAME (may be given again) --no-write. */
import { parseArgs } from 'node:util';
import { commandText, loadText, machineLines } from './machine.ts';
import { writeSection } from './results-file.ts';
import { runScenarios, SCENARIOS, type BenchOptions, type Row, type ScenarioName } from './scenarios.ts';
import { roundsLine, TABLE_HEAD, tableLine, verdictOf } from './verdict.ts';
import { wholeNumber } from './whole-number.ts';
import { Workplace } from './workplace.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    big: { type: 'string', default: '4000000000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [...SCENARIOS] },
    'no-write': { type: 'boolean', default: false },
  },
});

/** What there is on the disk in the end: each source, and two copies of it a round. */
function neededBytes({ files, bigBytes, rounds, only }: BenchOptions): number {
  const small = only.some((name) => name !== 'big') ? files * 5000 : 0;
  return (1 + 2 * rounds) * (small + (only.includes('big') ? bigBytes : 0)) + 1e9;
}

function scenarioName(text: string): ScenarioName {
  const name = SCENARIOS.find((known) => known === text);
  if (name === undefined) throw new Error(`--only takes one of ${SCENARIOS.join(', ')}`);
  return name;
}

function report(rows: readonly Row[], load: { readonly before: string; readonly after: string }): string {
  return [
    `${new Date().toISOString().slice(0, 10)}, \`${commandText('bench')}\``,
    '',
    ...machineLines(),
    `- load average before ${load.before}, after ${load.after} (the bench itself included)`,
    '',
    TABLE_HEAD,
    ...rows.map(tableLine),
    '',
    'Plain is `rsync -aHAX --delete -e ssh`. The engine is `node dist/cli/warmspare.js sync NAME`, from its start to its',
    'exit. Both go to a real sshd on loopback without compression and with no connection kept from an earlier run; plain',
    'has the cipher that ssh takes by itself (ChaCha20), the engine asks for AES-GCM first. Each figure is the median of the rounds below, in seconds; who goes first alternates. All files are in the page',
    'cache, and `sync` ends all writing before each run. Memory is the highest resident set (`VmHWM`) of the node process',
    'in any round. After each run of the engine `rsync -naHAX --delete -i` found nothing that differs.',
    'At most: plain + 5 % + 0.5 s, and 150 MB. Where something is to be deleted, the engine goes through the tree twice on',
    'purpose, so that what was only moved is copied before it goes: there at most twice plain + 5 % + 0.5 s.',
    '',
    ...rows.map(roundsLine),
  ].join('\n');
}

const options: BenchOptions = {
  files: wholeNumber('--files', values.files),
  bigBytes: wholeNumber('--big', values.big),
  rounds: wholeNumber('--rounds', values.rounds),
  only: values.only.map(scenarioName),
};
const before = loadText();
const place = await Workplace.open(neededBytes(options));
const rows: Row[] = [];
try {
  console.log(TABLE_HEAD);
  for await (const row of runScenarios(place, options)) {
    rows.push(row);
    console.log(tableLine(row));
  }
} finally {
  await place.close();
}
console.log(`\n${rows.map(roundsLine).join('\n')}`);
if (!values['no-write']) writeSection('bench', report(rows, { before, after: loadText() }));
if (rows.some((row) => !verdictOf(row).passes)) process.exitCode = 1;
