/* `npm run bench -- engine`: the engine against plain rsync, side by side, over SSH to this machine. Options: --files N
   --big BYTES --rounds N --only NAME (may be given again). `npm run bench -- app`: the app in a real Electron. Options: --files N
   --idle SECONDS. Without a name both. Each writes its own section of RESULTS.md unless --no-write. Exit status 1 when a bar is
   missed. */
import { parseArgs } from 'node:util';
import { findRuntime } from '../../build/electron/runtime.mjs';
import { whyNoApp } from '../e2e/launch.ts';
import { measureApp } from './app.ts';
import { appPasses, appReport } from './app-report.ts';
import { commandText, loadText, machineLines } from './machine.ts';
import { writeSection } from './results-file.ts';
import {
  FOLLOWED_TIMES,
  runScenarios,
  SCENARIOS,
  type BenchOptions,
  type Row,
  type ScenarioName,
} from './scenarios.ts';
import { roundsLine, TABLE_HEAD, tableLine, verdictOf } from './verdict.ts';
import { wholeNumber } from './whole-number.ts';
import { Workplace } from './workplace.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string' },
    big: { type: 'string', default: '4000000000' },
    rounds: { type: 'string', default: '3' },
    idle: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true, default: [...SCENARIOS] },
    'no-write': { type: 'boolean', default: false },
  },
});

/** What there is on the disk in the end: each source, and two copies of it a round. */
function neededBytes({ files, bigBytes, rounds, only }: BenchOptions): number {
  const small = only.some((name) => name !== 'big' && name !== 'followed') ? files * 5000 : 0;
  const followed = only.includes('followed') ? 3 * files * FOLLOWED_TIMES * 5000 : 0;
  return (1 + 2 * rounds) * (small + (only.includes('big') ? bigBytes : 0)) + followed + 1e9;
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
    'What is followed is copied by `warmspare serve` itself: its run from the lock to the end, as its record has it, without the seconds in',
    'which changes settle; plain goes through everything. Memory is then that of the host.',
    '',
    ...rows.map(roundsLine),
  ].join('\n');
}

async function engine(): Promise<boolean> {
  const options: BenchOptions = {
    files: wholeNumber('--files', values.files ?? '100000'),
    bigBytes: wholeNumber('--big', values.big),
    rounds: wholeNumber('--rounds', values.rounds),
    only: values.only.map(scenarioName),
  };
  const before = loadText();
  const rows: Row[] = [];
  await withPlace(neededBytes(options), async (place) => {
    console.log(TABLE_HEAD);
    for await (const row of runScenarios(place, options)) {
      rows.push(row);
      console.log(tableLine(row));
    }
  });
  console.log(`\n${rows.map(roundsLine).join('\n')}`);
  if (!values['no-write']) writeSection('bench', report(rows, { before, after: loadText() }));
  return rows.every((row) => verdictOf(row).passes);
}

async function app(): Promise<boolean> {
  const why = whyNoApp();
  if (why !== undefined) throw new Error(`the app cannot be measured ${why}`);
  const files = wholeNumber('--files', values.files ?? '1000000');
  const idleSeconds = wholeNumber('--idle', values.idle);
  const before = loadText();
  const figures = await withPlace(files * 2_000 + 1e9, (place) =>
    measureApp(place, { files, idleSeconds, say: (text) => console.log(`${text} …`) }),
  );
  const runtime = findRuntime();
  const intro = [
    `${new Date().toISOString().slice(0, 10)}, \`${commandText('bench')}\``,
    '',
    ...machineLines(),
    `- Electron ${String(runtime?.version)}${runtime?.source === 'fallback' ? ', the fallback runtime and not the one that people get' : ''}`,
    `- load average before ${before}, after ${loadText()} (the bench itself included)`,
  ];
  const text = appReport(figures, intro);
  console.log(`\n${text}`);
  if (!values['no-write']) writeSection('app', text);
  return appPasses(figures);
}

async function withPlace<T>(bytes: number, work: (place: Workplace) => Promise<T>): Promise<T> {
  const place = await Workplace.open(bytes);
  try {
    return await work(place);
  } finally {
    await place.close();
  }
}

const BENCHES = new Map([
  ['engine', engine],
  ['app', app],
]);
for (const name of positionals.length > 0 ? positionals : BENCHES.keys()) {
  const bench = BENCHES.get(name);
  if (bench === undefined)
    throw new Error(`there is no bench "${name}", only ${[...BENCHES.keys()].join(', ')}`);
  if (!(await bench())) process.exitCode = 1;
}
