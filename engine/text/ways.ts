import type { PlanId } from '../model/ids.ts';

/** The pair that is spoken of, where one is. */
export type PairNamed = string | undefined;

/**
 * What a person can do next, as one host says it: the command line by a command to type, the app by where to look, with a button
 * beside it. Each is a whole sentence, or ends one that others began, with all that belongs at its end.
 */
export interface Ways {
  /** ` (--user NAME)`: what a person at a terminal would type, behind what it is for. The app says nothing of it. */
  readonly typed: (text: string) => string;
  /** ` In a script …`: a sentence for whoever writes one. */
  readonly inScript: (sentence: string) => string;

  readonly listPairs: () => string;
  readonly lookAtPair: (pair: PairNamed) => string;
  readonly lookAtRun: (pair: PairNamed) => string;
  readonly listRuns: () => string;
  readonly readLog: () => string;

  readonly check: (pair: PairNamed) => string;
  readonly acceptDisk: (pair: PairNamed) => string;
  /** The place that has lost its marker. */
  readonly acceptPlace: (pair: PairNamed) => string;
  readonly seeWhatWouldGo: (pair: PairNamed) => string;
  readonly lookAgain: (pair: PairNamed) => string;
  readonly lookAtPlan: (pair: PairNamed) => string;
  readonly approve: (pair: PairNamed, plan: PlanId) => string;
  readonly runOn: (driver: 'this machine' | 'the primary') => string;

  readonly makeKey: (pair: PairNamed) => string;
  readonly makeAnotherKey: (pair: PairNamed) => string;
  /** Of places that were added since. */
  readonly tellGuard: (pair: PairNamed) => string;
  /** Of a standby that serves: how what was changed there comes back to the primary. */
  readonly failBack: (pair: PairNamed) => string;
  readonly beginFailBack: (pair: PairNamed) => string;
  /** `begun`: promote, undo or fail-back. */
  readonly finishFirst: (pair: PairNamed, begun: string) => string;
  /** Ends a sentence: `…, or set it up by hand with: …` */
  readonly byHand: (pair: PairNamed) => string;
  /** Ends a sentence: `If that machine was set up anew, …` */
  readonly vouchForHostKey: (pair: PairNamed) => string;
  /** Ends a sentence: `…, or keep the key without a keyring.` */
  readonly orUnattended: () => string;

  /** A copy that is missing or too old. */
  readonly makeCopy: (pair: PairNamed) => string;
  /** Of a run that did not end well. */
  readonly lookAtEnd: (pair: PairNamed) => string;
  readonly verify: (pair: PairNamed) => string;
  /** What a verify found. */
  readonly mend: (pair: PairNamed) => string;
  /** Asks both machines what a failover has to know. */
  readonly survey: (pair: PairNamed) => string;
  /** To the standby. */
  readonly deliverRunbook: (pair: PairNamed) => string;
  /** Tries the standby without touching the primary. */
  readonly drill: (pair: PairNamed) => string;
  readonly chooseStrategy: (pair: PairNamed) => string;
  /** That the clone was seen to boot. */
  readonly sayBooted: (pair: PairNamed) => string;

  readonly installRsync: () => string;
  readonly installNewerRsync: () => string;
  readonly installRootsRsync: () => string;
  /** macOS: what could not be read may need it. */
  readonly mayNeedFullDiskAccess: () => string;
  /** A source cannot be read at all. */
  readonly readSource: () => string;
}
