import type { PairId, RunId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';
import type { PrimaryLook, PromotionRecord, PromotionStep, StandbyRole } from '../model/promotion.ts';
import type { RunEvent } from './events.ts';

/** A step begins, or has ended. */
export interface PromotionEvent {
  readonly type: 'promotion.step';
  readonly step: PromotionStep;
  /** Counted from 1. */
  readonly number: number;
  readonly count: number;
}

interface Following {
  readonly onEvent?: (event: PromotionEvent) => void;
  readonly signal?: AbortSignal;
}

export interface PromoteOptions extends Following {
  /** The primary's name, typed by whoever knows that it is off and stays off. Not asked for once it was given. */
  readonly primaryIsOff?: string;
  /** Where the primary is looked for, instead of the name that the pair has it under. */
  readonly address?: string;
}

export interface UndoOptions extends Following {
  /** What was changed on the standby since it was promoted may go. */
  readonly changesAreLost?: boolean;
}

export interface FinishOptions extends Following {
  /** Nothing is changed on the standby any more. */
  readonly servicesAreStopped?: boolean;
  /** Of the copies that are made. */
  readonly onRunEvent?: (event: RunEvent) => void;
}

/** What a promotion would do now, of which nothing was done. */
export interface PromotionPlan {
  readonly pair: Pair;
  /** What has to be typed. */
  readonly primaryName: string;
  readonly looks: readonly PrimaryLook[];
  readonly role: StandbyRole;
  /** What is done already, of a promotion that goes on, included. */
  readonly steps: readonly PromotionStep[];
  /** Why it would be refused. */
  readonly problem?: Problem;
}

/** The pair in the other direction, and what it needs before anything can be brought back. */
export interface WayBack {
  readonly pair: Pair;
  readonly wayBack: Pair;
  readonly role: StandbyRole;
  /** It was made just now. */
  readonly isNew: boolean;
  /** A set-up is needed, as nobody is let in there by a key of the pair's own. */
  readonly needsSetup: boolean;
}

export interface FailBackDone {
  readonly pairId: PairId;
  readonly record: PromotionRecord;
  /** The copy that brought everything back, and the pair's own next one, which may be held for a person. */
  readonly broughtBack?: RunId;
  readonly copied?: RunId;
}

/** The role of a pair's standby. Everything can be done again after it was cut, and goes on where it was. */
export interface Promotions {
  /** What is known here; asks nobody. `undefined`: that standby was never promoted, as far as is known. */
  readonly status: (name: string) => Promise<PromotionRecord | undefined>;
  /** Looks at both machines and changes nothing. */
  readonly plan: (
    name: string,
    options?: Pick<PromoteOptions, 'address' | 'signal'>,
  ) => Promise<PromotionPlan>;
  /** Makes the standby serve. Rejects with `promote.*`, `command.*` or what keeps the standby from being reached; what is done stays done. */
  readonly promote: (name: string, options?: PromoteOptions) => Promise<PromotionRecord>;
  /** Backwards, to a standby that is copied to again. */
  readonly undo: (name: string, options?: UndoOptions) => Promise<PromotionRecord>;
  /** Makes the pair in the other direction, or finds it, and opens it for copying. Copies nothing. */
  readonly failBack: (name: string, options?: Pick<Following, 'signal'>) => Promise<WayBack>;
  /** Brings over what is left, gives the role back and closes the way back. */
  readonly finishFailBack: (name: string, options?: FinishOptions) => Promise<FailBackDone>;
}
