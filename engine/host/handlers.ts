import type { Engine } from '../api/engine.ts';
import type { Handlers, HostEvent, LogPage, requests } from '../api/contract.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import type { DueRuns } from './due-runs.ts';
import type { LiveAlerts } from './live-alerts.ts';
import type { LiveDrills } from './live-drills.ts';
import type { LiveEngine } from './live-engine.ts';
import type { LiveSetups } from './live-setups.ts';
import type { ReadyPairs } from './ready-pairs.ts';
import { StoppableWork } from './stoppable-work.ts';

export interface HostParts {
  readonly engine: Engine;
  readonly live: LiveEngine;
  readonly setups: LiveSetups;
  readonly drills: LiveDrills;
  readonly dueRuns: Pick<DueRuns, 'pause' | 'resume'>;
  readonly alerts: Pick<LiveAlerts, 'alerts' | 'change'>;
  readonly ready: Pick<ReadyPairs, 'lookAgain'>;
  readonly tell: (event: HostEvent) => void;
}

/** The contract over an engine. Pairs are named by id: a name may change while a window is open. */
export function hostHandlers({
  engine,
  live,
  setups,
  drills,
  dueRuns,
  alerts,
  ready,
  tell,
}: HostParts): Handlers<typeof requests> {
  const work = new StoppableWork();
  const nameOf = async (pairId: PairId): Promise<string> => {
    const pair = (await engine.pairs.list()).find(({ id }) => id === pairId);
    if (pair === undefined) throw EngineError.of('pair.unknown', { text: pairId });
    return pair.name;
  };
  /** What changes the configuration is seen by all at once. */
  const changing = async <T>(change: Promise<T>): Promise<T> => {
    const result = await change;
    await live.refresh();
    return result;
  };
  return {
    'snapshot.get': async () => live.snapshot(),

    'pair.add': (draft) => changing(engine.pairs.add(draft)),
    'pair.change': async ({ pairId, change }) => changing(engine.pairs.change(await nameOf(pairId), change)),
    'pair.remove': async ({ pairId }) => changing(engine.pairs.remove(await nameOf(pairId))),
    'pair.export': async ({ pairId }) => engine.pairs.export(await nameOf(pairId)),
    'pair.import': ({ content, name }) => changing(engine.pairs.import(content, name)),
    'pair.check': async ({ pairId, ...options }) => {
      const name = await nameOf(pairId);
      return work.run(`check ${pairId}`, (signal) => engine.check(name, { ...options, signal }));
    },

    'run.start': async (request) => live.start(request).id,
    'run.wait': ({ runId }) => live.whenOver(runId),
    'run.cancel': async ({ pairId }) => live.cancel(pairId),

    'schedule.pause': ({ pairId, until }) => dueRuns.pause(pairId, until),
    'schedule.resume': ({ pairId }) => dueRuns.resume(pairId),

    'alerts.get': () => alerts.alerts.view(),
    'alerts.change': (change) => alerts.change(change),
    'alerts.test': ({ channel }) => alerts.alerts.test(channel),

    'volumes.local': () => engine.localVolumes(),
    'machines.find': ({ token }) =>
      work.run(token, (signal) =>
        engine.discover({
          signal,
          onFound: (machines) => tell({ type: 'machines.found', token, machines }),
        }),
      ),
    'host-keys.show': (address) => engine.showHostKeys(address),
    'left-out.look': async ({ token, pairId, ...draft }) => {
      const what = pairId === undefined ? draft : { ...draft, pair: await nameOf(pairId) };
      return work.run(token, (signal) =>
        engine.leftOut(what, {
          signal,
          onProgress: (report) => tell({ type: 'left-out.progress', token, report }),
        }),
      );
    },
    'work.stop': async ({ token }) => work.stop(token),

    'history.list': async ({ pairId, ...filter }) =>
      engine.history.list(pairId === undefined ? filter : { ...filter, pair: await nameOf(pairId) }),
    'history.get': ({ runId }) => engine.history.get(runId),
    'history.folder': ({ runId, ...query }) => engine.history.folder(runId, query),
    'history.search': ({ runId, ...query }) => engine.history.search(runId, query),
    'history.measure': async ({ pairId, days }) =>
      engine.history.measure(await nameOf(pairId), { windowMs: days * 24 * 3_600_000 }),
    'history.log': ({ runId, fromLine, limit }) => logPage(engine.history.log(runId), fromLine, limit),

    'failover.readiness': async ({ pairId }) => engine.failover.readiness(await nameOf(pairId)),
    'failover.survey': async ({ pairId }) => {
      const name = await nameOf(pairId);
      return work
        .run(`survey ${pairId}`, (signal) => engine.failover.survey(name, { signal }))
        .finally(() => ready.lookAgain());
    },
    'failover.runbook': async ({ pairId }) => engine.failover.runbook(await nameOf(pairId)),
    'failover.deliver': async ({ pairId }) => {
      const name = await nameOf(pairId);
      return work
        .run(`deliver ${pairId}`, (signal) => engine.failover.deliver(name, { signal }))
        .finally(() => ready.lookAgain());
    },
    'failover.drill': async ({ pairId }) =>
      drills.run(pairId, await nameOf(pairId)).finally(() => ready.lookAgain()),
    'failover.stop-drill': async ({ pairId }) => drills.stop(pairId),
    'failover.note-boot': async ({ pairId }) => changing(engine.failover.noteBoot(await nameOf(pairId))),

    'promotion.plan': async ({ pairId, ...options }) => {
      const name = await nameOf(pairId);
      return work.run(`plan ${pairId}`, (signal) => engine.promotion.plan(name, { ...options, signal }));
    },
    // What changes which machine serves is not ended half-way by another question.
    'promotion.promote': async ({ pairId, ...options }) =>
      changing(engine.promotion.promote(await nameOf(pairId), options)),
    'promotion.undo': async ({ pairId, ...options }) =>
      changing(engine.promotion.undo(await nameOf(pairId), options)),
    'promotion.fail-back': async ({ pairId }) => changing(engine.promotion.failBack(await nameOf(pairId))),
    'promotion.finish': async ({ pairId, ...options }) =>
      changing(engine.promotion.finishFailBack(await nameOf(pairId), options)),

    'keys.list': () => engine.keys.list(),
    'setup.list': async () => setups.list(),
    'setup.begin': async ({ pairId, ...begin }) => setups.begin(pairId, await nameOf(pairId), begin),
    'setup.answer': async (answer) => setups.answer(answer),
    'setup.stop': async ({ pairId }) => setups.stop(pairId),
    'setup.script': async ({ pairId, ...options }) =>
      changing(engine.setupScript(await nameOf(pairId), options)),
  };
}

/** Reads no further than it has to. */
async function logPage(lines: AsyncIterable<string>, fromLine: number, limit: number): Promise<LogPage> {
  const page: string[] = [];
  let at = 0;
  for await (const line of lines) {
    if (page.length === limit) return { lines: page, isEnd: false };
    if (at++ >= fromLine) page.push(line);
  }
  return { lines: page, isEnd: true };
}
