import type { DrillRecord } from '../../model/drill.ts';
import type { ChosenStrategy } from '../../model/failover.ts';
import type { CheckState, Finding, ReadinessCheck } from '../../model/readiness.ts';
import type { Pair } from '../../model/pair.ts';
import type { RunRecord } from '../../model/run.ts';
import type { PairSurvey, Survey } from '../../model/survey.ts';
import type { Side } from '../../model/endpoint.ts';

/** All that a pair's readiness is judged by. */
export interface ReadinessFacts {
  readonly pair: Pair;
  readonly strategy: ChosenStrategy;
  /** ISO 8601; `undefined`: there is no whole copy. */
  readonly recoveryPoint: string | undefined;
  /** The newest that have ended, of each kind. */
  readonly lastSync: RunRecord | undefined;
  readonly lastVerify: RunRecord | undefined;
  /** Whole syncs of the last weeks, in whatever order. */
  readonly wholeSyncs: readonly RunRecord[];
  readonly survey: PairSurvey;
  /** The runbook as it was last brought to the standby. */
  readonly runbook: IssuedFacts | undefined;
  /** The last one, of these machines and places. */
  readonly drill: DrillRecord | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Times are ISO 8601. */
export interface IssuedFacts {
  readonly deliveredAt: string;
  readonly paths: readonly string[];
  readonly recoveryPoint: string | undefined;
}

/** What one check came to, before it has its name. */
export interface Verdict {
  readonly state: CheckState;
  readonly finding: Finding;
  readonly at: string | undefined;
}

const DAY_MS = 86_400_000;
/** What a survey said of a machine says nothing about the machine that it is by now. */
export const SURVEY_COUNTS_MS = 8 * DAY_MS;
/** A clock that was put right may have dated something a little into the future. */
const LEAP_MS = 5 * 60_000;

/** Is it of a time that is known to be past, and no longer ago than that? */
export function isWithin(at: string | undefined, limitMs: number, now: number): boolean {
  const age = at === undefined ? NaN : now - Date.parse(at);
  return age >= -LEAP_MS && age <= limitMs;
}

export function verdict(state: CheckState, finding: Finding, at?: string): Verdict {
  return { state, finding, at };
}

/** Judges by the survey of one side, if there is one that still counts. */
export function bySurvey(
  facts: Pick<ReadinessFacts, 'survey' | 'now'>,
  side: Side,
  judge: (survey: Survey) => Verdict,
): Verdict {
  const survey = facts.survey[side];
  if (survey === undefined) return verdict('unknown', { kind: 'not-surveyed', side });
  if (!isWithin(survey.at, SURVEY_COUNTS_MS, facts.now))
    return verdict('unknown', { kind: 'survey-old', side, limitMs: SURVEY_COUNTS_MS }, survey.at);
  return judge(survey);
}

/** The same of both: the evidence is as old as the older one. */
export function byBothSurveys(
  facts: Pick<ReadinessFacts, 'survey' | 'now'>,
  judge: (primary: Survey, standby: Survey, at: string) => Verdict,
): Verdict {
  return bySurvey(facts, 'primary', (primary) =>
    bySurvey(facts, 'standby', (standby) =>
      judge(primary, standby, primary.at < standby.at ? primary.at : standby.at),
    ),
  );
}

/** Whether something that was not told counts depends on who judges. */
export function notTold(side: Side, at: string): Verdict {
  return verdict('unknown', { kind: 'not-told', side }, at);
}

export type Judge = (facts: ReadinessFacts) => Verdict;

/** A check with its name, and whether a standby can be ready without knowing of it. */
export interface NamedJudge extends Pick<ReadinessCheck, 'id' | 'isRequired'> {
  readonly judge: Judge;
}
