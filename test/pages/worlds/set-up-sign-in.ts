import { EngineError } from '../../../engine/model/problem.ts';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { NEW_PIN, pairAnswers, pairView, PIN, RANDOMART, setupView } from './set-up-base.ts';

const ENDPOINT = 'ssh://root@spare.local';

export const REACHED: SetupView['machines'] = [
  {
    side: 'standby',
    endpoint: ENDPOINT,
    steps: [
      {
        step: 'reach',
        state: 'done',
        problem: undefined,
        done: { step: 'reach', addresses: ['192.168.1.20'], greeting: 'OpenSSH_9.9' },
      },
      {
        step: 'host-key',
        state: 'done',
        problem: undefined,
        done: {
          step: 'host-key',
          already: true,
          hostKeyType: 'ssh-ed25519',
          pin: PIN,
          randomart: RANDOMART,
        },
      },
      { step: 'sign-in', state: 'doing', problem: undefined, done: undefined },
    ],
  },
];

/** It asks who signs in. */
export function signInView(change: Partial<SetupView> = {}): SetupView {
  return setupView({
    state: 'asking',
    machines: REACHED,
    question: { id: 1, kind: 'sign-in', asked: { side: 'standby', endpoint: ENDPOINT, user: 'root' } },
    ...change,
  });
}

export function wrongPasswordView(): SetupView {
  const last = EngineError.of('sign-in.root-refused', { side: 'standby', endpoint: ENDPOINT }).problem;
  return signInView({
    question: { id: 2, kind: 'sign-in', asked: { side: 'standby', endpoint: ENDPOINT, user: 'root', last } },
  });
}

export function sudoView(): SetupView {
  const last = EngineError.of('sudo.wrong-password', { side: 'standby', endpoint: ENDPOINT }).problem;
  return signInView({ question: { id: 2, kind: 'sudo', asked: { endpoint: ENDPOINT, user: 'anna', last } } });
}

export function pasteView(tries: number): SetupView {
  return setupView({
    machines: REACHED,
    paste: {
      endpoint: ENDPOINT,
      line: `sudo /bin/sh -c 'umask 077; mkdir -p ~root/.ssh && printf "%s\\n" "$1" >> ~root/.ssh/authorized_keys && echo Done.' warmspare 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKjCmBtQcIbr1s0m0Yb4yXwGqW2m3rN8o8tZkT9vB1Qe warmspare pair-a1b2c3d4e5 by-hand'`,
      tries,
    },
  });
}

export function hostKeyQuestionView(): SetupView {
  return setupView({
    state: 'asking',
    machines: REACHED.map((machine) => ({ ...machine, steps: machine.steps.slice(0, 1) })),
    question: {
      id: 1,
      kind: 'host-key',
      asked: {
        endpoint: ENDPOINT,
        given: PIN,
        yours: 'other',
        hostKeyType: 'ssh-ed25519',
        pin: NEW_PIN,
        randomart: RANDOMART,
      },
    },
  });
}

export function stoppedView(): SetupView {
  return setupView({ state: 'stopped', machines: REACHED });
}

export function signInWorld(): FakeAnswers {
  return pairAnswers(pairView(), signInView());
}

export function wrongPasswordWorld(): FakeAnswers {
  return pairAnswers(pairView(), wrongPasswordView());
}

export function sudoWorld(): FakeAnswers {
  return pairAnswers(pairView(), sudoView());
}

export function pasteWorld(): FakeAnswers {
  return pairAnswers(pairView(), pasteView(6));
}

/** In the middle of a set-up, the machine shows another key than the one that was given. */
export function hostKeyQuestionWorld(): FakeAnswers {
  return pairAnswers(pairView(), hostKeyQuestionView());
}

/** It shows another key than the pinned one, and the run said so. */
export function changedHostKeyWorld(): FakeAnswers {
  const problem = EngineError.of('endpoint.host-key-changed', {
    side: 'standby',
    endpoint: ENDPOINT,
    expected: PIN,
    found: `ssh-ed25519 ${NEW_PIN}`,
  }).problem;
  return pairAnswers(pairView(), setupView({ state: 'failed', problem }), {
    'host-keys.show': async () => [
      { type: 'ssh-ed25519', pin: NEW_PIN, randomart: RANDOMART, yours: 'other' },
    ],
  });
}
