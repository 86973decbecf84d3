import type { PromotionJournal, PromotionStep } from '../../../../engine/model/promotion.ts';
import type { MarkState } from '../../../parts/Mark.tsx';

/** What is said of making the standby serve, and of the way back. */
export const PROMOTION = {
  title: 'When the primary is dead',
  standby: 'The standby waits',
  standbyWhy:
    'Promoted, it serves in the primary’s place, and nothing is copied over it any more, by this Warmspare or any other.',
  promote: 'Promote…',
  local:
    'This machine is the primary, and cannot say that it is dead. Promote the standby at the standby itself:',
  localUnguarded: 'This machine is the primary, and cannot say that it is dead. The runbook says what to do.',
  localCommand: 'Command that promotes, at the standby',

  looking: 'Looking for the primary, by ssh and by ping…',
  notPlanned: 'It cannot be promoted now',
  looks: 'The primary',
  look: { ssh: 'ssh', ping: 'ping' },
  heard: { answers: 'answers', silent: 'silent', unknown: 'not known' },
  steps: 'What is done',
  byHand: 'The pair has no commands that make the standby serve: do that by hand then, as the runbook says.',
  typeName: (name: string) => `Type ${name} to say that it is off and stays off`,
  typeWhy:
    'A machine that does not answer may still be writing. Look at it; take its power and its network away.',
  lookAgain: 'Look Again',
  promoteAction: 'Promote the Standby',

  begun: {
    promote: 'The promotion is not finished',
    undo: 'The undoing of the promotion is not finished',
    'fail-back': 'The fail-back is not finished',
  } as const satisfies Record<PromotionJournal['kind'], string>,
  begunWhy: 'What is done stays done, and is not done twice.',
  underWay: 'Under way…',
  goOn: 'Go On',
  goOnAsk: 'Go On…',
  undo: 'Undo…',
  undoTitle: 'Make it a standby again?',
  undoText:
    'What serves there is ended, and the fence comes down. The next sync makes everything on it as it is on the primary: whatever people changed there since it was promoted is lost.',
  undoAction: 'Undo, and Lose Changes',

  promotedWhy: 'Nothing is copied onto it. Fail back when the primary is well again.',
  failBack: 'Fail Back…',
  wayBack: 'The way back',
  wayBackWhy:
    'A pair in the other direction, which copies by hand alone. Copy with it as often as you like while the standby serves; its first run waits for you.',
  wayBackSetUp: 'It needs a set-up first, with keys of its own.',
  openWayBack: 'Open',
  finish: 'Give the Role Back…',
  finishTitle: 'Is everything stopped that serves on the standby?',
  finishText:
    'What is left is copied to the primary, then the primary serves again and the standby is one again. Whatever is changed on the standby meanwhile is lost.',
  finishAction: 'It Is Stopped: Give Back',
} as const;

export const STEP_MARKS: Readonly<Record<PromotionStep['state'], MarkState>> = {
  waiting: 'idle',
  running: 'busy',
  done: 'good',
  failed: 'bad',
};

export const STEP_STATES: Readonly<Record<PromotionStep['state'], string>> = {
  waiting: 'not done yet',
  running: 'begun',
  done: 'done',
  failed: 'failed',
};
