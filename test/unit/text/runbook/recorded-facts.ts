import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FailoverSettings } from '../../../../engine/model/failover.ts';
import { Pair } from '../../../../engine/model/pair.ts';
import type { Readiness } from '../../../../engine/model/readiness.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { PairSurvey } from '../../../../engine/model/survey.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';

export const RECORDED = [
  'g4-hfs',
  'intel-mojave',
  'intel-sonoma-t2',
  'apple-silicon',
  'mac-to-linux',
] as const;
export type Recorded = (typeof RECORDED)[number];

/** JSON has no `undefined`; who reads a record of history finds what is missing alike. */
const Facts = z.object({
  pair: Pair,
  settings: FailoverSettings,
  survey: PairSurvey,
  status: z.object({
    recoveryPoint: z.string().optional(),
    lastRun: z.custom<RunRecord>().optional(),
    lastVerify: z.custom<RunRecord>().optional(),
  }),
  readiness: z.custom<Readiness>().optional(),
  now: z.iso.datetime(),
  timeZone: z.string(),
});

export function fixturePath(name: Recorded, file: string): URL {
  return new URL(`../../../fixtures/runbooks/${name}/${file}`, import.meta.url);
}

export function recordedFacts(name: Recorded): RunbookInput {
  const told = JSON.parse(readFileSync(fixturePath(name, 'facts.json'), 'utf8')) as {
    readonly pair: object;
    readonly settings: unknown;
  };
  const facts = Facts.parse({ ...told, pair: { ...told.pair, failover: told.settings } });
  const { recoveryPoint, lastRun, lastVerify } = facts.status;
  return {
    ...facts,
    status: { recoveryPoint, lastRun, lastVerify },
    readiness: facts.readiness,
    now: Date.parse(facts.now),
  };
}
