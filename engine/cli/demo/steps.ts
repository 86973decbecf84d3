import type { Step } from './stage.ts';
import { ADD_PAIR } from './steps/add-pair.ts';
import { CHECK_BOTH } from './steps/check-both.ts';
import { EMPTIED_SOURCE } from './steps/emptied-source.ts';
import { FIRST_CLONE } from './steps/first-clone.ts';
import { PREVIEW } from './steps/preview.ts';
import { RUNBOOK } from './steps/runbook.ts';
import { SECOND_CLONE } from './steps/second-clone.ts';
import { SET_UP } from './steps/set-up.ts';
import { STATUS } from './steps/status.ts';
import { TOO_MANY_DELETES } from './steps/too-many-deletes.ts';

/** In the order in which they are shown; each builds on those before. */
export const DEMO_STEPS: readonly Step[] = [
  ADD_PAIR,
  SET_UP,
  CHECK_BOTH,
  PREVIEW,
  FIRST_CLONE,
  SECOND_CLONE,
  EMPTIED_SOURCE,
  TOO_MANY_DELETES,
  STATUS,
  RUNBOOK,
];
