import type { PairView } from '../../../engine/api/snapshot.ts';
import type { SetupKind } from '../../../engine/api/inputs.ts';
import type { SetupStep } from '../../../engine/api/setup.ts';
import type { SetupView } from '../../../engine/api/setup-view.ts';

/** The pages of the guided set-up, in their order. The guard is told the destinations, so what is copied comes before the key. */
export const STEPS = [
  'find',
  'host-key',
  'volumes',
  'sign-in',
  'install',
  'report',
  'preview',
  'when',
  'clone',
] as const;
export type Step = (typeof STEPS)[number];

/** A key that is made anew or taken away needs only these. */
export function stepsOf(kind: SetupKind): readonly Step[] {
  if (kind === 'revoke') return ['sign-in', 'install'];
  return kind === 'rotate' ? ['sign-in', 'install', 'report'] : STEPS;
}

export function isUnderWay(setup: SetupView | undefined): boolean {
  return setup?.state === 'running' || setup?.state === 'asking';
}

/** What comes before somebody is signed in. */
const BEFORE_SIGN_IN: readonly SetupStep[] = ['reach', 'host-key', 'sign-in'];

/** Where a set-up stands, of the pages that show one. */
export function stepOfSetup(setup: SetupView | undefined): Step {
  if (setup === undefined) return 'sign-in';
  if (setup.state === 'done') return setup.kind === 'revoke' ? 'install' : 'report';
  if (setup.question?.kind === 'host-key') return 'host-key';
  if (setup.question?.kind === 'sshd') return 'install';
  if (setup.question !== undefined || setup.paste !== undefined) return 'sign-in';
  if (isPinOff(setup)) return 'host-key';
  const steps = setup.machines.at(-1)?.steps ?? [];
  const isIn = steps.some(
    ({ step, state }) => !BEFORE_SIGN_IN.includes(step) || (step === 'sign-in' && state === 'done'),
  );
  return isIn ? 'install' : 'sign-in';
}

function isPinOff({ problem }: SetupView): boolean {
  return problem?.code === 'endpoint.host-key-changed' && problem.details.side !== 'primary';
}

/** The machine shows another key than the pinned one, and said so in its last run. */
export function saidHostKeyChanged({ lastRun }: PairView): boolean {
  return lastRun?.problems.some(({ code }) => code === 'endpoint.host-key-changed') === true;
}

/** An old one: whoever comes here now wants another. */
export function isOver(view: PairView, setup: SetupView | undefined): boolean {
  if (setup === undefined || isUnderWay(setup) || setup.state === 'failed') return false;
  return setup.kind !== 'set-up' || setup.state === 'stopped' || view.recoveryPoint !== undefined;
}

/** Which page of a pair's own is shown to whoever comes in; `undefined`: the one at which its set-up stands. */
export function entryStep(
  view: PairView,
  setup: SetupView | undefined,
  asked: 'host-key' | undefined,
): Step | undefined {
  if (isUnderWay(setup)) return undefined;
  if (asked !== undefined) return asked;
  if (view.live?.mode === 'preview') return 'preview';
  if (view.live?.mode === 'sync') return 'clone';
  if (saidHostKeyChanged(view) && setup?.state !== 'done') return 'host-key';
  return setup === undefined && isKeyedAndEmpty(view) ? 'report' : undefined;
}

/** Its key is in, and no clone was made: set up before this window was opened. */
function isKeyedAndEmpty({ pair: { standby }, recoveryPoint }: PairView): boolean {
  return standby.kind === 'ssh' && standby.keyId !== undefined && recoveryPoint === undefined;
}

/** A pair whose set-up somebody has to come back to. */
export function isUnfinished({ pair, recoveryPoint }: PairView, setup: SetupView | undefined): boolean {
  if (isUnderWay(setup) || setup?.state === 'failed') return true;
  return pair.standby.kind === 'ssh' && recoveryPoint === undefined;
}

export type Progress = 'done' | 'current' | 'ahead';

export function progressOf(steps: readonly Step[], step: Step, current: Step): Progress {
  const at = steps.indexOf(step);
  const here = steps.indexOf(current);
  if (at === here) return 'current';
  return at < here ? 'done' : 'ahead';
}
