import { join } from 'node:path';
import { z } from 'zod';
import { formatEndpoint, type Endpoint, type Side } from '../model/endpoint.ts';
import type { PairId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import { Survey, type PairSurvey } from '../model/survey.ts';
import { openDocument } from './stored-document.ts';

const StoredSide = z.object({
  /** Of which machine it is: a pair may be given another one. */
  machine: z.string(),
  survey: Survey,
});

/** Below one name, since a stored document keeps what it is not told anew. */
const StoredSurvey = z.object({
  sides: z.object({ primary: z.exactOptional(StoredSide), standby: z.exactOptional(StoredSide) }),
});
type StoredSurvey = z.infer<typeof StoredSurvey>;

export type SurveyedPair = Pick<Pair, 'id' | 'primary' | 'standby' | 'volumes'>;

/** All reject as `StoredDocument`s do. */
export interface Surveys {
  /** What is known of the pair's machines and places as they are now; what was learned of others is not told. */
  readonly read: (pair: SurveyedPair) => Promise<PairSurvey>;
  /** Keeps what was learned now; a side that is missing keeps what was known of it before. */
  readonly keep: (pair: SurveyedPair, learned: PairSurvey) => Promise<PairSurvey>;
  readonly remove: (id: PairId) => Promise<void>;
}

/** `surveys/PAIRID.json` in the data folder. */
export function openSurveys(home: string): Surveys {
  const documentOf = (id: PairId) => openDocument(join(home, 'surveys', `${id}.json`), StoredSurvey);
  return {
    read: async (pair) => stillTrue(pair, await documentOf(pair.id).read()),
    keep: async (pair, learned) => {
      const stored = await documentOf(pair.id).update((before) => ({
        sides: sidesOf(pair, { ...stillTrue(pair, before), ...learned }),
      }));
      return stillTrue(pair, stored);
    },
    remove: (id) => documentOf(id).remove(),
  };
}

function sidesOf(pair: SurveyedPair, { primary, standby }: PairSurvey): StoredSurvey['sides'] {
  return {
    ...(primary !== undefined && { primary: { machine: machineText(pair.primary), survey: primary } }),
    ...(standby !== undefined && { standby: { machine: machineText(pair.standby), survey: standby } }),
  };
}

function stillTrue(pair: SurveyedPair, stored: StoredSurvey | undefined): PairSurvey {
  const primary = sideOf(pair, 'primary', stored);
  const standby = sideOf(pair, 'standby', stored);
  return { ...(primary !== undefined && { primary }), ...(standby !== undefined && { standby }) };
}

function sideOf(pair: SurveyedPair, side: Side, stored: StoredSurvey | undefined): Survey | undefined {
  const { machine, survey } = stored?.sides[side] ?? {};
  const paths = pair.volumes.map((volume) => (side === 'primary' ? volume.source : volume.destination));
  const surveyed = survey?.places.map(({ path }) => path) ?? [];
  const isSamePlaces = surveyed.length === paths.length && surveyed.every((path, at) => path === paths[at]);
  return isSamePlaces && machine === machineText(pair[side]) ? survey : undefined;
}

/** `local`, `ssh://root@spare.local SHA256:…` */
export function machineText(endpoint: Endpoint): string {
  return endpoint.kind === 'local' ? 'local' : `${formatEndpoint(endpoint)} ${endpoint.hostKey}`;
}
