/* `npm run soak -- kills [--count N] [--seed N]`, `npm run soak -- million [--files N]`, `npm run soak -- guard [--rounds N] [--repeats N]`,
   `npm run soak -- continuous [--files N] [--changes N] [--seconds N] [--seed N]`, without a name all. Each writes its own section of RESULTS.md unless --no-write. Exit status 1 when something was lost. */
import { parseArgs } from 'node:util';
import { runKills, type Kill } from './kills.ts';
import { runGuardCost, type GuardRow } from './guard-cost.ts';
import { guardPasses, guardReport } from './guard-report.ts';
import { runContinuous } from './continuous.ts';
import { continuousPasses, continuousReport } from './continuous-report.ts';
import { killsReport, millionReport } from './soak-report.ts';
import { runMillion, type MillionStep } from './million.ts';
import { writeSection } from './results-file.ts';
import { wholeNumber } from './whole-number.ts';
import { Workplace } from './workplace.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1e9)) },
    files: { type: 'string' },
    big: { type: 'string', default: '4000000000' },
    rounds: { type: 'string', default: '6' },
    changes: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '600' },
    repeats: { type: 'string', default: '60' },
    'no-write': { type: 'boolean', default: false },
  },
});

async function kills(): Promise<void> {
  const count = wholeNumber('--count', values.count);
  const seed = wholeNumber('--seed', values.seed);
  console.log(`${String(count)} kills, --seed ${String(seed)}`);
  const done: Kill[] = [];
  await withPlace(2e9, async (place) => {
    for await (const kill of runKills(place, { count, seed })) {
      done.push(kill);
      const run = kill.isFirstClone ? 'first clone' : 'later run';
      console.log(`${String(done.length)}: ${kill.victim} while ${kill.phase} (${run}): ${kill.end}`);
    }
  });
  print('kills', killsReport(done, seed));
}

async function million(): Promise<void> {
  const files = wholeNumber('--files', values.files ?? '1000000');
  const steps: MillionStep[] = [];
  await withPlace(files * 11_000 + 1e9, async (place) => {
    for await (const step of runMillion(place, files)) {
      steps.push(step);
      console.log(
        `${step.what}: ${step.run.seconds.toFixed(1)} s, ${(step.run.peakBytes / 1e6).toFixed(0)} MB`,
      );
    }
  });
  print('million', millionReport(steps));
}

async function guard(): Promise<void> {
  const options = {
    files: wholeNumber('--files', values.files ?? '100000'),
    bigBytes: wholeNumber('--big', values.big),
    rounds: wholeNumber('--rounds', values.rounds),
    repeats: wholeNumber('--repeats', values.repeats),
  };
  const rows: GuardRow[] = [];
  const bytes = (options.files * 5000 + options.bigBytes) * (1 + 2 * options.rounds) + 1e9;
  await withPlace(bytes, async (place) => {
    for await (const row of runGuardCost(place, options)) {
      rows.push(row);
      console.log(`${row.what}: done`);
    }
  });
  print('guard', guardReport(rows));
  if (!guardPasses(rows)) process.exitCode = 1;
}

async function continuous(): Promise<void> {
  const options = {
    files: wholeNumber('--files', values.files ?? '1000000'),
    changes: wholeNumber('--changes', values.changes),
    seconds: wholeNumber('--seconds', values.seconds),
    seed: wholeNumber('--seed', values.seed),
  };
  await withPlace(options.files * 11_000 + 1e9, async (place) => {
    const result = await runContinuous(place, options);
    print('continuous', continuousReport(result));
    if (!continuousPasses(result)) process.exitCode = 1;
  });
}

async function withPlace(bytes: number, work: (place: Workplace) => Promise<void>): Promise<void> {
  const place = await Workplace.open(bytes);
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

function print(name: 'kills' | 'million' | 'guard' | 'continuous', report: string): void {
  console.log(report);
  if (!values['no-write']) writeSection(name, report);
}

const SOAKS = new Map([
  ['kills', kills],
  ['million', million],
  ['guard', guard],
  ['continuous', continuous],
]);
for (const name of positionals.length > 0 ? positionals : SOAKS.keys()) {
  const soak = SOAKS.get(name);
  if (soak === undefined) throw new Error(`there is no soak "${name}", only ${[...SOAKS.keys()].join(', ')}`);
  await soak();
}
