import { join } from 'node:path';
import { FollowingHost } from './following-host.ts';
import { makeSmallFiles, rewriteSome } from './made-files.ts';
import type { Measured } from './measure.ts';
import type { Row } from './scenarios.ts';
import { insistOnSame, plainSide, settle } from './sides.ts';
import { until } from './until.ts';
import type { Workplace } from './workplace.ts';

const REWRITTEN = 100;
const ARRIVAL_SECONDS = 300;

/** A few changes among very many files: the run of a host that follows them beside plain rsync's way through everything. */
export async function followedRow(place: Workplace, files: number, rounds: number): Promise<Row> {
  const source = join(place.folder, 'followed');
  makeSmallFiles(source, files);
  const destination = `${source}.engine`;
  const host = await FollowingHost.start(place, source, destination);
  const side = plainSide(place, source, `${source}.plain`);
  await side.run();
  const [plain, engine]: [Measured[], Measured[]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    settle();
    const before = (await host.runs(1))[0]?.id;
    rewriteSome(source, files, REWRITTEN, round);
    await until(async () => {
      const [last] = await host.runs(1);
      return last?.state === 'finished' && last.id !== before;
    }, ARRIVAL_SECONDS);
    await insistOnSame(source, destination);
    engine.push(await lastRun(host));
    plain.push(await side.run());
  }
  await host.stop();
  const count = files.toLocaleString('en');
  return {
    name: 'followed',
    what: `${count} small files, ${String(REWRITTEN)} rewritten, followed by a host`,
    scans: 1,
    plain,
    engine,
  };
}

/** As its record has it: from the lock to the end, without the seconds in which changes settle. */
async function lastRun(host: FollowingHost): Promise<Measured> {
  const [run] = await host.runs(1);
  if (run?.scope?.kind !== 'changed' || run.outcome !== 'succeeded')
    throw new Error(`not a run that followed changes: ${JSON.stringify(run)}`);
  const seconds = (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000;
  return { seconds, peakBytes: host.peakBytes(), code: 0, output: '' };
}
