import type { Strategy, StrategyReason } from './failover.ts';
import type { PairId } from './ids.ts';

/** Where somebody does something. */
export type RunbookPlace = 'primary' | 'standby' | 'anywhere';

/** Something to do, in words or as a command to the letter. */
export type RunbookAction =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'command';
      readonly where: RunbookPlace;
      /** For a shell there, with the sudo that it needs; ends without a line break. */
      readonly text: string;
      /** It has to be root's. */
      readonly asRoot: boolean;
    };

export interface RunbookStep {
  /** Of the step, whatever its number: `power-off-primary`. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly actions: readonly RunbookAction[];
  /** How to see that it worked. */
  readonly proof: string;
  /** What to do if it did not. */
  readonly ifNot: string;
  readonly minutes: number;
}

export type RunbookSectionId = 'before' | 'fence' | 'look' | 'switch' | 'prove' | 'tell' | 'fail-back';

export interface RunbookSection {
  readonly id: RunbookSectionId;
  readonly title: string;
  readonly steps: readonly RunbookStep[];
}

/** Rows of a table with one column of names and one of values. */
export interface RunbookTable {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
}

/** The failover instructions of one pair, in words, whoever prints them in whatever form. */
export interface Runbook {
  readonly pairId: PairId;
  readonly pairName: string;
  /** Times are ISO 8601, UTC. They alone differ where nothing else has changed. */
  readonly writtenAt: string;
  readonly recoveryPoint: string | undefined;
  /** When a verify last found every file that it compared to be the same. */
  readonly verifiedAt: string | undefined;
  /** When the machines were last looked at. */
  readonly surveyedAt: { readonly primary: string | undefined; readonly standby: string | undefined };
  /** In which times are shown, an IANA name; `undefined`: that of the machine that shows them. */
  readonly timeZone: string | undefined;
  readonly strategy: Strategy;
  readonly reason: StrategyReason;
  /** What is going to be done, and why so, in a few sentences. */
  readonly summary: string;
  /** What the reader has to know before anything else: unknown facts, a copy that is old or not whole. */
  readonly warnings: readonly string[];
  /** A person's own words. */
  readonly notes: string;
  /** The machines, the volumes, what they serve. */
  readonly tables: readonly RunbookTable[];
  /** What is not in the clone, in sentences. */
  readonly notInClone: readonly string[];
  readonly sections: readonly RunbookSection[];
}
