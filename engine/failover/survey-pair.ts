import type { Side } from '../model/endpoint.ts';
import type { HostFacts, PlaceFacts } from '../model/facts.ts';
import type { MachineFacts } from '../model/machine.ts';
import type { Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';
import type { PairSurvey, Survey, SurveyedPlace } from '../model/survey.ts';
import { markerState } from '../plan/identity.ts';
import { probe, surveyMachine } from '../run/ask.ts';
import type { EngineContext } from '../run/context.ts';
import { withEachSide, type Asked } from '../run/each-side.ts';
import type { End } from '../run/ends.ts';
import { openSurveys } from '../store/survey-store.ts';

export interface SurveyReport {
  /** What is known now; of a side that was not reached, what was known before. */
  readonly survey: PairSurvey;
  readonly problems: { readonly primary?: Problem; readonly standby?: Problem };
}

/** Looks at both machines of a pair, and keeps what it learns. A machine that is away does not hide the other. */
export function surveyPair(
  engine: EngineContext,
  pair: Pair,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<SurveyReport> {
  const ask = (side: Side, end: End): Promise<Survey> => surveySide(engine, pair, side, end, signal);
  const use = async ({ primary, standby }: Record<Side, Asked<Survey>>): Promise<SurveyReport> => {
    const surveys = openSurveys(engine.home);
    const learned: PairSurvey = {
      ...(primary.answer.ok && { primary: primary.answer.value }),
      ...(standby.answer.ok && { standby: standby.answer.value }),
    };
    const isNew = primary.answer.ok || standby.answer.ok;
    return {
      survey: isNew ? await surveys.keep(pair, learned) : await surveys.read(pair),
      problems: {
        ...(!primary.answer.ok && { primary: primary.answer.error }),
        ...(!standby.answer.ok && { standby: standby.answer.error }),
      },
    };
  };
  return withEachSide(engine, pair, ask, use, signal);
}

async function surveySide(
  engine: EngineContext,
  pair: Pair,
  side: Side,
  end: End,
  signal?: AbortSignal,
): Promise<Survey> {
  const at = new Date(engine.clock.now()).toISOString();
  const paths = pair.volumes.map((volume) => (side === 'primary' ? volume.source : volume.destination));
  const facts = await probe(end, paths, engine.clock, signal);
  const machine = await surveyMachine(end, paths, signal);
  return surveyOf(pair, side, at, facts, machine);
}

function surveyOf(pair: Pair, side: Side, at: string, facts: HostFacts, machine: MachineFacts): Survey {
  const [rsync] = facts.rsyncs;
  return {
    at,
    clockSkewMs: facts.clockSkewMs,
    ...(facts.fullDiskAccess !== undefined && { fullDiskAccess: facts.fullDiskAccess }),
    isRoot: facts.user.uid === 0,
    ...(rsync !== undefined && { rsync: { flavour: rsync.flavour, version: rsync.version } }),
    places: facts.places.map((place, index) => {
      const volume = pair.volumes[index];
      const isOurs = volume !== undefined && markerState(place.marker, pair.id, volume.id) === 'ours';
      return surveyedPlace(place, side === 'standby' && isOurs);
    }),
    machine,
  };
}

function surveyedPlace(place: PlaceFacts, isClaimed: boolean): SurveyedPlace {
  const { path, state, mountPoint, fileSystem, volumeUuid, freeBytes, usedBytes, ownersIgnored } = place;
  return {
    path,
    state,
    mountPoint,
    fileSystem,
    ...(volumeUuid !== undefined && { volumeUuid }),
    freeBytes,
    usedBytes,
    isClaimed,
    ownersIgnored,
  };
}
