import type { RunbookReport, ReadinessReport, SurveyReport } from '../../../engine/api/failover.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { FailoverSettings } from '../../../engine/model/failover.ts';
import type { MachineFacts } from '../../../engine/model/machine.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { PairId } from '../../../engine/model/ids.ts';
import type { PairSurvey, Survey } from '../../../engine/model/survey.ts';
import { chooseStrategy } from '../../../engine/plan/failover/choose-strategy.ts';
import { assessReadiness } from '../../../engine/plan/readiness/assess.ts';
import { writeRunbook } from '../../../engine/text/runbook/write-runbook.ts';
import { aMachine, anAddress, aSurvey, aSurveyedPlace } from '../../fakes/readiness-builders.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { longNamedPair } from './crowded.ts';
import { DRILLED } from './drills.ts';
import { ago, nightRun, nightsOf, officePair, viewOf } from './office.ts';
import { aWorld, WORLD_NOW } from './world.ts';

/* What the engine itself says of the failover of an office's pair, from made-up machines. */

const HOUR_MS = 3_600_000;
const DELIVERED = { deliveredAt: '2026-11-26T03:06:00.000Z' };
const RUNBOOK_PATHS = [
  '/Library/Application Support/Warmspare/runbook/Office server.html',
  '/Users/Shared/Failover of Office server.html',
];

export interface FailoverParts {
  readonly pair: Pair;
  readonly runs: readonly RunRecord[];
  readonly survey: PairSurvey;
  /** Why a machine does not answer the next look. */
  readonly problems?: SurveyReport['problems'];
  readonly issued?: RunbookReport['issued'];
  readonly changes?: readonly string[];
}

/** A whole and lately verified copy of each of the pair's volumes. */
export function copiedRuns(pair: Pair): readonly RunRecord[] {
  const verify = nightRun(pair, 1, {
    mode: 'verify',
    recoveryPoint: undefined,
    verify: { scope: { kind: 'sample', files: 1_000 }, compared: 1_000, different: 0 },
  });
  return [...nightsOf(pair), verify];
}

export function surveyOf(
  pair: Pair,
  side: 'primary' | 'standby',
  fields: Partial<MachineFacts> = {},
): Survey {
  const isStandby = side === 'standby';
  return aSurvey({
    at: ago(HOUR_MS),
    places: pair.volumes.map(({ source, destination }) =>
      aSurveyedPlace({ path: isStandby ? destination : source }),
    ),
    machine: aMachine({
      disks: pair.volumes.map(({ destination: path }) => ({ path, smart: 'verified', isEncrypted: false })),
      ...(isStandby
        ? {
            hostName: 'spare.local',
            computerName: 'Spare',
            localHostName: 'spare',
            addresses: [anAddress({ address: '192.168.1.11' })],
            shares: [],
          }
        : {}),
      ...fields,
    }),
  });
}

/** Answers as the engine would, by what was looked at and said. */
export function answersOf(parts: FailoverParts): FakeAnswers {
  let { pair, survey } = parts;
  let issued = parts.issued;
  // Whoever has the runbook brought there tries the standby as well.
  let drill = parts.issued && DRILLED;
  const own = parts.runs.filter(({ pairId }) => pairId === pair.id);
  const status = viewOf(pair, own);
  const report = (): ReadinessReport => ({
    issued: issued && { changedAt: issued.deliveredAt, changes: parts.changes ?? [] },
    pair,
    survey,
    drill,
    readiness: assessReadiness({
      pair,
      strategy: chooseStrategy(pair, pair.failover, survey),
      recoveryPoint: status.recoveryPoint,
      lastSync: status.lastRun,
      lastVerify: status.lastVerify,
      wholeSyncs: own.filter(({ mode, outcome }) => mode === 'sync' && outcome === 'succeeded'),
      survey,
      runbook: issued && { ...issued, recoveryPoint: status.recoveryPoint },
      drill,
      now: WORLD_NOW,
    }),
  });
  const runbook = (): RunbookReport => ({
    runbook: writeRunbook({
      pair,
      settings: pair.failover,
      survey,
      status,
      readiness: report().readiness,
      now: WORLD_NOW,
      timeZone: 'UTC',
    }),
    changes: parts.changes ?? [],
    isChanged: issued === undefined || (parts.changes ?? []).length > 0,
    issued,
  });
  return {
    'failover.readiness': async () => report(),
    'failover.survey': async () => {
      const { primary, standby } = parts.problems ?? {};
      survey = {
        ...survey,
        ...(primary === undefined && { primary: { ...surveyOf(pair, 'primary'), at: ago(0) } }),
        ...(standby === undefined && { standby: { ...surveyOf(pair, 'standby'), at: ago(0) } }),
      };
      return { ...report(), problems: parts.problems ?? {} };
    },
    'failover.runbook': async () => runbook(),
    'failover.deliver': async () => {
      issued = { deliveredAt: ago(0), paths: RUNBOOK_PATHS };
      return runbook();
    },
    'failover.drill': async () => {
      drill = DRILLED;
      return { pair, drill };
    },
    'failover.stop-drill': async () => undefined,
    'failover.note-boot': async () => {
      const bootProof = { at: ago(0), cloneBuild: '18G9323', standbyBuild: '18G9323' };
      pair = { ...pair, failover: { ...pair.failover, bootProof } };
      return pair;
    },
    'file.runbook': async ({ format }) => ({ state: 'saved', path: `/Users/anna/Office.${format.kind}` }),
    'app.print-runbook': async () => true,
  };
}

export function failoverWorld(parts: FailoverParts, fields: Partial<PairView> = {}): FakeAnswers {
  const { pair, runs } = parts;
  return { ...aWorld({ pairs: [viewOf(pair, runs, fields)], runs }), ...answersOf(parts) };
}

const NOTES =
  'Anna Berg (office): 030 555 01 22\nBen Weiss (network): 0171 555 08 91\nThe keys to the server room are with the porter.';

function office(failover: FailoverSettings = { notes: NOTES }): Pair {
  return officePair({ failover });
}

function bothSides(pair: Pair): PairSurvey {
  return { primary: surveyOf(pair, 'primary'), standby: surveyOf(pair, 'standby') };
}

/** Nothing is wrong with it, and its runbook lies on the standby. */
export function failoverReadyWorld(fields: Partial<PairView> = {}): FakeAnswers {
  const pair = office();
  const issued = { ...DELIVERED, paths: RUNBOOK_PATHS };
  return failoverWorld({ pair, runs: copiedRuns(pair), survey: bothSides(pair), issued }, fields);
}

/** A disk is missing, files are readable in part, and more that asks for somebody. */
export function failoverNotReadyWorld(): FakeAnswers {
  const pair = office();
  const { primary, standby } = bothSides(pair);
  if (primary === undefined || standby === undefined) throw new Error('a side is missing');
  return failoverWorld({
    pair,
    runs: nightsOf(pair),
    survey: {
      primary: {
        ...primary,
        fullDiskAccess: false,
        machine: { ...primary.machine, addresses: [anAddress({ how: 'dhcp' })] },
      },
      standby: {
        ...standby,
        places: standby.places.map((place, at) => (at === 1 ? { ...place, state: 'missing' } : place)),
        machine: { ...standby.machine, sleeps: true, restartsAfterPowerLoss: false, isSystemEncrypted: true },
      },
    },
    issued: { ...DELIVERED, paths: RUNBOOK_PATHS },
    changes: [
      'The disk /Volumes/Users cannot be found on the standby.',
      'Step 4 is new: see that the primary is off.',
    ],
  });
}

/** A pair that is new: nobody looked, nothing was copied. */
export function failoverNeverLookedWorld(): FakeAnswers {
  return failoverWorld({ pair: office({ notes: '' }), runs: [], survey: {} });
}

/** Copied every night, and the standby does not answer any more: the last look at it is too old to count. */
export function failoverAwayWorld(): FakeAnswers {
  const pair = office();
  const standby = { ...surveyOf(pair, 'standby'), at: '2026-11-10T08:00:00.000Z' };
  return failoverWorld({
    pair,
    runs: copiedRuns(pair),
    survey: { primary: surveyOf(pair, 'primary'), standby },
    problems: {
      standby: {
        code: 'endpoint.unreachable',
        retry: 'transient',
        details: { side: 'standby', endpoint: 'ssh://root@spare.local', text: 'no route to host' },
      },
    },
  });
}

/** Two Intel Macs with macOS 10.14, whose clone boots. */
export function failoverBootWorld(): FakeAnswers {
  const [system] = officePair().volumes;
  if (system === undefined) throw new Error('no volume');
  const pair = { ...office(), volumes: [{ ...system, source: '/', destination: '/Volumes/Clone' }] };
  const old: Partial<MachineFacts> = {
    osName: 'macOS 10.14.6',
    osVersion: '10.14.6',
    osBuild: '18G9323',
    arch: 'x86_64',
    hardware: 'intel',
    chip: 'Intel Core i5',
    model: 'Macmini6,1',
  };
  const standby = surveyOf(pair, 'standby', {
    ...old,
    disks: [
      {
        path: '/Volumes/Clone',
        smart: 'verified',
        isEncrypted: false,
        volumeName: 'Clone',
        osVersion: '10.14.6',
        osBuild: '18G9323',
        isBlessed: true,
      },
    ],
  });
  return failoverWorld({
    pair,
    runs: copiedRuns(pair),
    survey: { primary: surveyOf(pair, 'primary', old), standby },
  });
}

/** Names and paths that go on. */
export function failoverLongNamesWorld(): FakeAnswers {
  const { failover, ...named } = longNamedPair();
  const pair = { ...named, failover: { ...failover, notes: NOTES } };
  const { primary, standby } = bothSides(pair);
  return failoverWorld({
    pair,
    runs: copiedRuns(pair),
    survey: {
      ...(primary !== undefined && { primary }),
      ...(standby !== undefined && {
        standby: {
          ...standby,
          places: standby.places.map((place) => ({ ...place, state: 'missing' as const })),
        },
      }),
    },
    issued: { ...DELIVERED, paths: RUNBOOK_PATHS.map((path) => path.replace('Office server', pair.name)) },
  });
}

export const LONG_NAMES_ID = PairId.parse('pair-longname01');
