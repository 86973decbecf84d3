import type { RunbookStep } from '../../model/runbook.ts';
import type { PlannedStep, StepKind } from '../../plan/runbook/planned-step.ts';
import { ADDRESS_WORDS } from './steps-address.ts';
import { AFTER_WORDS } from './steps-after.ts';
import { FAIL_BACK_WORDS } from './steps-fail-back.ts';
import { BEFORE_WORDS } from './steps-before.ts';
import { BOOT_WORDS } from './steps-boot.ts';
import { FENCE_WORDS } from './steps-fence.ts';
import { LOOK_WORDS } from './steps-look.ts';
import { PEOPLE_WORDS } from './steps-people.ts';
import { SERVICE_WORDS } from './steps-services.ts';
import { SHARE_WORDS } from './steps-shares.ts';
import { TAKE_WORDS } from './steps-take.ts';
import type { StepContext, StepText, StepWords } from './step-words.ts';

const WORDS: StepWords<StepKind> = {
  ...BEFORE_WORDS,
  ...FENCE_WORDS,
  ...LOOK_WORDS,
  ...BOOT_WORDS,
  ...TAKE_WORDS,
  ...PEOPLE_WORDS,
  ...SHARE_WORDS,
  ...SERVICE_WORDS,
  ...ADDRESS_WORDS,
  ...AFTER_WORDS,
  ...FAIL_BACK_WORDS,
};

export function writeStep(step: PlannedStep, context: StepContext): RunbookStep {
  // The compiler cannot see that the entry under a step's kind takes that step.
  const write = WORDS[step.kind] as (step: PlannedStep, context: StepContext) => StepText;
  return { id: step.kind, ...write(step, context) };
}
