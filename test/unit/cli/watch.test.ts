import { describe, expect, it } from 'vitest';
import type { RunEvent, RunEventBody } from '../../../engine/api/events.ts';
import type { LiveRun, PairView } from '../../../engine/api/snapshot.ts';
import { PairId, RunId } from '../../../engine/model/ids.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { NO_RESULT } from '../../../engine/model/run.ts';
import { aRun, aWorld, RUN_ID } from '../../fakes/fake-engine.ts';
import { aLiveRun } from '../../fakes/builders.ts';
import { FakeHost } from '../../fakes/fake-host.ts';
import { eventually } from '../../helpers/eventually.ts';
import {
  aPair,
  aStatus,
  cli,
  Collected,
  GoneAfter,
  jsonLines,
  USERS,
  type Around,
  type Ran,
} from './cli-harness.ts';

const OFFICE = aPair();
const STUDIO = aPair({ id: PairId.parse('pair-studio1234'), name: 'studio' });
const OTHER_RUN = RunId.parse('20261123-030500-abcd');
const WORLD = () =>
  aWorld({
    pairs: [OFFICE, STUDIO],
    runs: [aRun(), aRun({ id: OTHER_RUN, pairId: STUDIO.id, pairName: 'studio', outcome: 'failed' })],
  });
const COMPARING: RunEventBody = { type: 'run.phase', phase: 'comparing', volumeId: USERS };
const FINISHED: RunEventBody = { type: 'run.finished', outcome: 'succeeded', ...NO_RESULT };

/** Of which nothing was told but that it began. */
function aBegunRun(fields: Partial<LiveRun> = {}): LiveRun {
  const startedAt = '2026-11-23T03:04:00.000Z';
  return aLiveRun({ runId: RUN_ID, startedAt, phase: undefined, volumeId: undefined, ...fields });
}

function aView(fields: Partial<PairView> = {}): PairView {
  return {
    ...aStatus(),
    live: undefined,
    standing: undefined,
    readiness: undefined,
    drill: undefined,
    ...fields,
  };
}

function started(pair = OFFICE): RunEventBody {
  return { type: 'run.started', pairId: pair.id, pairName: pair.name, mode: 'sync' };
}

function eventsOf(runId: RunId, ...bodies: readonly RunEventBody[]): RunEvent[] {
  return bodies.map((body, at) => ({ ...body, seq: at + 1, at: '2026-11-23T03:04:00.000Z', runId }));
}

const WHOLE = eventsOf(RUN_ID, started(), COMPARING, FINISHED);
const OTHER = eventsOf(OTHER_RUN, started(STUDIO), COMPARING, { ...FINISHED, outcome: 'failed' });

/** What is shown of that, up to a Ctrl-C after it. */
async function watched(
  argv: readonly string[],
  host: FakeHost,
  events: readonly RunEvent[],
  around: Around = {},
): Promise<Ran> {
  const keyboard = { press: (): void => undefined };
  const running = cli(['watch', ...argv], { world: WORLD(), host: host.connection, ...around }, keyboard);
  await host.attached;
  host.tell(...events);
  keyboard.press();
  return running;
}

const jsonOf = async (...args: Parameters<typeof watched>): Promise<unknown[]> => {
  const [argv, host, events, around] = args;
  const ran = await watched([...argv, '--json'], host, events, around);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  return jsonLines(ran.stdout);
};
const ATTACHED = { type: 'watch.attached', kind: 'serve', pid: 4711, runs: [] };
/** As JSON has it: what is undefined is not there. */
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('watch --json', () => {
  it('hands on the events of all runs as they come, and asks for nothing to be done', async () => {
    const host = new FakeHost([aView(), aView({ pair: STUDIO })]);
    expect(await jsonOf([], host, [...WHOLE, ...OTHER])).toEqual([
      ATTACHED,
      ...(wire([...WHOLE, ...OTHER]) as []),
    ]);
    expect([host.asked, host.listening]).toEqual([['snapshot.get'], 0]);
  });

  it('with a name leaves out those of other pairs', async () => {
    const [first, ...rest] = OTHER;
    const mixed = [...(first === undefined ? [] : [first]), ...WHOLE, ...rest];
    const host = new FakeHost([
      aView(),
      aView({ pair: STUDIO, live: aBegunRun({ runId: RunId.parse('20261123-030600-efgh') }) }),
    ]);
    expect(await jsonOf(['office'], host, mixed)).toEqual([ATTACHED, ...(wire(WHOLE) as [])]);
  });

  it('says whose run is under way, and goes on from there', async () => {
    const live = aBegunRun({ phase: 'copying', volumeId: USERS });
    const host = new FakeHost([aView({ live })]);
    expect(await jsonOf([], host, WHOLE.slice(1))).toEqual([
      { ...ATTACHED, runs: [wire({ pairId: OFFICE.id, pairName: 'office', ...live })] },
      ...(wire(WHOLE.slice(1)) as []),
    ]);
  });

  it('tells no event twice and leaves none out, whenever the snapshot is taken', async () => {
    for (let taken = 0; taken <= 2; taken += 1)
      for (let arrived = taken; arrived <= WHOLE.length; arrived += 1) {
        const host = new FakeHost([aView(taken === 0 ? {} : { live: aBegunRun() })]);
        host.beforeTaken = () => host.tell(...WHOLE.slice(0, taken));
        host.beforeArrived = () => host.tell(...WHOLE.slice(taken, arrived));
        const [, ...events] = await jsonOf([], host, WHOLE.slice(arrived));
        expect(events).toEqual(wire(WHOLE.slice(taken)));
      }
  });

  it('tells the end of a run that stood in the snapshot after its last event', async () => {
    const host = new FakeHost([aView({ live: aBegunRun() })]);
    host.over.add(RUN_ID);
    const keyboard = { press: (): void => undefined };
    const stdout = new Collected();
    const running = cli(['watch', '--json'], { world: WORLD(), host: host.connection, stdout }, keyboard);
    await eventually(() =>
      expect(jsonLines(stdout.text)[1]).toEqual(
        wire({ type: 'run.finished', outcome: 'succeeded', ...NO_RESULT, runId: RUN_ID }),
      ),
    );
    keyboard.press();
    expect((await running).status).toBe(0);
  });

  it('goes on with the next host, and tells how what was under way ended', async () => {
    const [first, second] = [new FakeHost([aView()]), new FakeHost([aView()], 'app')];
    const hosts = [first.connection, second.connection];
    first.beforeArrived = () => {
      first.tell(...WHOLE.slice(0, 2));
      first.cut();
    };
    expect(await jsonOf([], second, OTHER, { hosts })).toEqual([
      ATTACHED,
      ...(wire(WHOLE.slice(0, 2)) as []),
      wire({ type: 'run.finished', outcome: 'succeeded', ...NO_RESULT, runId: RUN_ID }),
      { type: 'watch.gone' },
      { ...ATTACHED, kind: 'app' },
      ...(wire(OTHER) as []),
    ]);
  });
});

describe('watch in a pipe', () => {
  it('ends when its reader goes away', async () => {
    const host = new FakeHost([aView()]);
    const running = cli(['watch', '--json'], {
      world: WORLD(),
      host: host.connection,
      stdout: new GoneAfter(10),
    });
    await host.attached;
    host.tell(...WHOLE);
    expect(await running).toMatchObject({ status: 0, stderr: '', listening: 0 });
    expect(host.listening).toBe(0);
  });

  it('has a line when a run begins and one when it ends', async () => {
    const ran = await watched([], new FakeHost([aView()]), [...WHOLE, ...OTHER]);
    expect(ran).toMatchObject({
      status: 0,
      stdout: `Begun: office, sync.
Done: office, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.
Begun: studio, sync.
Failed: studio, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.
`,
      stderr: '',
      exits: [],
      listening: 0,
    });
  });

  it('says since when a run has been under way', async () => {
    const host = new FakeHost([aView({ live: aBegunRun() })]);
    const ran = await watched(['office'], host, WHOLE.slice(2));
    expect(ran.stdout.split('\n')).toEqual([
      'Under way: office, sync since 03:04.',
      'Done: office, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.',
      '',
    ]);
  });

  it('says why a run is tried again, and by whom the pairs are kept next', async () => {
    const problem = EngineError.of('rsync.connection-lost', { side: 'standby' }, 'transient').problem;
    const retrying: RunEventBody = { type: 'run.retrying', attempt: 2, attempts: 3, delayMs: 5000, problem };
    const first = new FakeHost([aView()]);
    const next = new FakeHost([aView()], 'app');
    first.beforeArrived = () => {
      first.tell(...eventsOf(RUN_ID, started(), retrying, FINISHED));
      first.cut();
    };
    const ran = await watched([], next, [], { hosts: [first.connection, next.connection] });
    expect(ran.stderr).toEqual(
      `office: the connection to the standby was lost. Trying again in 5 s (attempt 2 of 3).
The line to it was cut. Waiting for whoever keeps the pairs next.
The app keeps the pairs now.
`,
    );
  });

  it('says how a run ended of which nothing more was recorded', async () => {
    const world = aWorld({ pairs: [OFFICE] });
    const ran = await watched([], new FakeHost([aView()]), WHOLE, { world });
    expect(ran.stderr).toEqual('office: succeeded, and no more of it was recorded.\n');
  });
});

describe('watch at a terminal', () => {
  const terminal = { terminal: true, env: { NO_COLOR: '1' } };
  const SHOWING = 'Showing what warmspare serve runs. Ctrl-C ends the watching alone.\n';
  const bar = (text: string): string => `\u001b[?25l\r\u001b[K${text}`;
  const cleared = '\r\u001b[K\u001b[?25h';

  it('has a bar, and a line at the end', async () => {
    const ran = await watched(['office'], new FakeHost([aView()]), WHOLE, terminal);
    expect([ran.stdout, ran.stderr]).toEqual([
      'Done: office, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.\n',
      `${SHOWING}${bar('Comparing Users')}${cleared}`,
    ]);
  });

  it('shows a run that is under way from where it is', async () => {
    const live = aBegunRun({ phase: 'copying', volumeId: USERS });
    const ran = await watched(['office'], new FakeHost([aView({ live })]), [], terminal);
    expect(ran.stderr).toEqual(`${SHOWING}${bar('Copying Users')}${cleared}`);
  });

  it('of two runs shows the first one, and the other when that is over', async () => {
    const [begun, comparing] = OTHER;
    const [first, second, third] = WHOLE;
    const mixed = [first, begun, second, comparing, third].filter((event) => event !== undefined);
    const ran = await watched([], new FakeHost([aView()]), mixed, terminal);
    expect(ran.stderr).toEqual(
      `${SHOWING}${bar('office: Comparing Users')}${cleared}${bar('studio: Comparing Users')}${cleared}`,
    );
  });

  it('ends at once with a second Ctrl-C, with the cursor given back', async () => {
    const keyboard = { press: (): void => undefined };
    const host = new FakeHost([aView()]);
    const running = cli(['watch'], { world: WORLD(), host: host.connection, ...terminal }, keyboard);
    await host.attached;
    keyboard.press();
    keyboard.press();
    expect((await running).exits).toEqual([130]);
  });
});

describe('watch without a host', () => {
  it('says that nobody keeps the pairs', async () => {
    const text = await cli(['watch'], { world: WORLD() });
    const json = await cli(['watch', '--json'], { world: WORLD() });
    expect([text.status, text.stdout, text.stderr]).toEqual([
      1,
      '',
      'warmspare: no Warmspare keeps these pairs now, so nothing begins by itself. Start it, and try again.\n',
    ]);
    expect(jsonLines(json.stdout)).toMatchObject([{ type: 'error', problem: { code: 'host.none' } }]);
  });

  it('does not know a pair that there is not, and names the others', async () => {
    const ran = await cli(['watch', 'offce'], { world: WORLD() });
    expect([ran.status, ran.stderr]).toEqual([
      2,
      'warmspare: there is no pair offce. Did you mean office? There is: office, studio\n',
    ]);
  });
});
