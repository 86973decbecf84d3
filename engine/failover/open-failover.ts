import type { Failover, ReadinessReport, RunbookReport, SurveyReport } from '../api/failover.ts';
import { isGuarded } from '../model/endpoint.ts';
import type { PairId } from '../model/ids.ts';
import type { IssuedRunbook } from '../model/issued-runbook.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { bootVolumeOf } from '../plan/failover/boot-volume.ts';
import { chooseStrategy } from '../plan/failover/choose-strategy.ts';
import type { EngineContext } from '../run/context.ts';
import { openDrills } from '../store/drill-store.ts';
import { openIssuedRunbook } from '../store/runbook-store.ts';
import { replaceDocument, type StoredDocument } from '../store/stored-document.ts';
import { openSurveys } from '../store/survey-store.ts';
import { deliverRunbook } from './deliver-runbook.ts';
import { drillPair } from './drill.ts';
import { shouldDeliver, shouldSurvey } from './keep-ready.ts';
import { readReadiness } from './read-readiness.ts';
import { readRunbook } from './read-runbook.ts';
import { surveyPair } from './survey-pair.ts';

export interface FailoverPorts {
  readonly get: (name: string) => Promise<Pair>;
  readonly change: (name: string, change: Pick<Pair, 'failover'>) => Promise<Pair>;
  /** In which the runbook has its times, an IANA name. */
  readonly timeZone: () => string | undefined;
  /** Another folder on the standby than its system's, for the runbook; no guard takes one. */
  readonly runbookFolder: string | undefined;
}

/** What is known of the pairs' failovers, and done for them. */
export function openFailover(engine: EngineContext, ports: FailoverPorts): Failover {
  const issued = new Map<PairId, StoredDocument<IssuedRunbook>>();
  const surveys = openSurveys(engine.home);
  const drills = openDrills(engine.home);
  const issuedOf = ({ id }: Pair) => kept(issued, id, () => openIssuedRunbook(engine.home, id));
  const evidenceOf = async (pair: Pair) => ({
    issued: await readIssued(issuedOf(pair)),
    drill: await drills.read(pair),
  });
  const read = async (pair: Pair): Promise<ReadinessReport> =>
    readReadiness(engine, pair, await surveys.read(pair), await evidenceOf(pair));
  const write = async (pair: Pair): Promise<RunbookReport> =>
    readRunbook(engine, await read(pair), await readIssued(issuedOf(pair)), ports.timeZone());
  const survey = async (pair: Pair, signal?: AbortSignal): Promise<SurveyReport> => {
    const { survey: known, problems } = await surveyPair(engine, pair, signal ? { signal } : {});
    return { ...(await readReadiness(engine, pair, known, await evidenceOf(pair))), problems };
  };
  const deliver = async (pair: Pair, signal?: AbortSignal): Promise<RunbookReport> => {
    const report = await write(pair);
    const before = await readIssued(issuedOf(pair));
    const options = { folder: ports.runbookFolder, signal };
    const now = await deliverRunbook(engine, pair, report, before, options);
    await replaceDocument(issuedOf(pair), now);
    return { ...report, issued: { deliveredAt: now.deliveredAt, paths: now.paths } };
  };
  return {
    readiness: async (name) => read(await ports.get(name)),
    survey: async (name, { signal } = {}) => survey(await ports.get(name), signal),
    runbook: async (name) => write(await ports.get(name)),
    deliver: async (name, { signal } = {}) => deliver(await ports.get(name), signal),
    drill: async (name, options = {}) => {
      const pair = await ports.get(name);
      const { strategy } = chooseStrategy(pair, pair.failover, await surveys.read(pair));
      return { pair, drill: await drillPair(engine, pair, strategy, options) };
    },
    keepReady: async (name, { signal } = {}) => {
      const pair = await ports.get(name);
      const now = engine.clock.now();
      if (!(await isKept(pair, issuedOf(pair)))) return NOT_KEPT;
      const isSurveyed = shouldSurvey(await surveys.read(pair), now);
      if (isSurveyed) await survey(pair, signal);
      const report = await write(pair);
      const before = await readIssued(issuedOf(pair));
      const isDelivered = shouldDeliver(report, before, now);
      if (isDelivered) await deliver(pair, signal);
      return { isSurveyed, isDelivered, isChanged: isDelivered && report.isChanged };
    },
    noteBoot: async (name) => {
      const pair = await ports.get(name);
      const { standby } = await surveys.read(pair);
      const cloneBuild = bootVolumeOf(pair, standby)?.osBuild;
      const standbyBuild = standby?.machine.osBuild;
      if (cloneBuild === undefined || standbyBuild === undefined)
        throw EngineError.of('failover.no-clone', { text: pair.name });
      const bootProof = { at: new Date(engine.clock.now()).toISOString(), cloneBuild, standbyBuild };
      return ports.change(name, { failover: { ...pair.failover, bootProof } });
    },
  };
}

const NOT_KEPT = { isSurveyed: false, isDelivered: false, isChanged: false };

/** Where set-up has been, or somebody has brought a runbook before: nobody finds files of ours who never asked for any. */
async function isKept({ standby }: Pair, issued: StoredDocument<IssuedRunbook>): Promise<boolean> {
  if (standby.kind === 'ssh' && isGuarded(standby)) return true;
  return (await readIssued(issued)) !== undefined;
}

/** One for each pair, so that what is asked of it goes one after the other. */
function kept<T>(all: Map<PairId, T>, id: PairId, open: () => T): T {
  const found = all.get(id) ?? open();
  all.set(id, found);
  return found;
}

/** One that cannot be read tells nothing; the next delivery puts another in its place. */
async function readIssued(document: StoredDocument<IssuedRunbook>): Promise<IssuedRunbook | undefined> {
  try {
    return await document.read();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return undefined;
  }
}
