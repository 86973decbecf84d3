import type { Side } from '../model/endpoint.ts';
import type { PairId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { CheckReport } from './engine.ts';
import type { SetupKind } from './inputs.ts';
import type {
  HostKeyQuestion,
  SetupDone,
  SetupEvent,
  SetupStep,
  SignInQuestion,
  SshdQuestion,
  SudoQuestion,
} from './setup.ts';

/** A set-up, a rotation or a revocation as a host keeps it: what a client shows, at whatever moment it looks. No secret is in it. */
export interface SetupView {
  readonly pairId: PairId;
  readonly kind: SetupKind;
  /** `asking`: it waits for a person. `stopped`: a person called it off. */
  readonly state: 'running' | 'asking' | 'done' | 'failed' | 'stopped';
  /** In the order in which they came. */
  readonly machines: readonly SetupMachineView[];
  readonly question: SetupQuestionView | undefined;
  /** A line to be pasted on that machine, until it has worked. */
  readonly paste: { readonly endpoint: string; readonly line: string; readonly tries: number } | undefined;
  /** A script was written for the standby's administrator, and it seems that nobody has run it yet. */
  readonly notLetIn: { readonly fingerprint: string; readonly text: string } | undefined;
  /** What the last step found of both machines. */
  readonly report: CheckReport | undefined;
  readonly problem: Problem | undefined;
}

export interface SetupMachineView {
  readonly side: Side;
  readonly endpoint: string;
  readonly steps: readonly SetupStepView[];
}

export interface SetupStepView {
  readonly step: SetupStep;
  readonly state: 'doing' | 'done' | 'failed';
  readonly done: SetupDone | undefined;
  readonly problem: Problem | undefined;
}

/** `id` counts from 1 within one set-up. */
export type SetupQuestionView = { readonly id: number } & (
  | { readonly kind: 'host-key'; readonly asked: HostKeyQuestion }
  | { readonly kind: 'sign-in'; readonly asked: SignInQuestion }
  | { readonly kind: 'sudo'; readonly asked: SudoQuestion }
  | { readonly kind: 'sshd'; readonly asked: SshdQuestion }
);

export function beginView(pairId: PairId, kind: SetupKind): SetupView {
  return {
    pairId,
    kind,
    state: 'running',
    machines: [],
    question: undefined,
    paste: undefined,
    notLetIn: undefined,
    report: undefined,
    problem: undefined,
  };
}

/** The view after one more event. */
export function advanceView(view: SetupView, event: SetupEvent): SetupView {
  switch (event.type) {
    case 'setup.started':
      return view;
    case 'setup.machine':
      return {
        ...view,
        machines: [...view.machines, { side: event.side, endpoint: event.endpoint, steps: [] }],
      };
    case 'setup.begun':
      return withStep(view, { step: event.step, state: 'doing', done: undefined, problem: undefined });
    case 'setup.done': {
      const { type: _type, ...done } = event;
      const next = withStep(view, { step: event.step, state: 'done', done, problem: undefined });
      const pasted = event.step === 'sign-in' ? { ...next, paste: undefined } : next;
      return done.step === 'look' ? { ...pasted, report: done.report } : pasted;
    }
    case 'setup.failed':
      return withStep(view, { step: event.step, state: 'failed', done: undefined, problem: event.problem });
    case 'setup.not-let-in':
      return { ...view, notLetIn: { fingerprint: event.fingerprint, text: event.text } };
    case 'setup.waiting':
      return view.paste === undefined ? view : { ...view, paste: { ...view.paste, tries: event.tries } };
  }
}

/** A step of the machine that was named last; what was said of the same step before is replaced. */
function withStep(view: SetupView, step: SetupStepView): SetupView {
  const machine = view.machines.at(-1);
  if (machine === undefined) return view;
  const others = machine.steps.filter((each) => each.step !== step.step);
  return { ...view, machines: [...view.machines.slice(0, -1), { ...machine, steps: [...others, step] }] };
}
