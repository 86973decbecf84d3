import type { SetupDone, SetupStep } from '../../../engine/api/setup.ts';
import type { SetupStepView, SetupView } from '../../../engine/api/setup-view.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { NEW_PIN, pairAnswers, pairView, setupView } from './set-up-base.ts';
import { REACHED } from './set-up-sign-in.ts';

const DONE: readonly Exclude<SetupDone, { step: 'look' }>[] = [
  { step: 'sign-in', user: 'anna', way: 'sudo' },
  {
    step: 'key',
    already: false,
    fingerprint: NEW_PIN,
    comment: 'warmspare pair-a1b2c3d4e5 standby Spare Mac mini 2026-11-26',
    sealedBy: 'keyring',
  },
  {
    step: 'guard',
    commands: [],
    folder: '/var/root/.warmspare',
    version: 4,
    destinations: ['/Volumes/Work'],
  },
  {
    step: 'install',
    already: false,
    file: '/var/root/.ssh/authorized_keys',
    line: 'restrict,command="/var/root/.warmspare/guard pair-a1b2c3d4e5" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKjCmBtQcIbr1s0m0Yb4yXwGqW2m3rN8o8tZkT9vB1Qe warmspare pair-a1b2c3d4e5 standby',
    mended: ['/var/root/.ssh'],
    sshdChange: undefined,
  },
  { step: 'prove', already: false, answer: 'warmspare guard 5' },
  { step: 'config', already: false, endpoint: 'ssh://root@spare.local' },
];

function doneStep(done: SetupDone): SetupStepView {
  return { step: done.step, state: 'done', done, problem: undefined };
}

/** The standby's steps with the first `count` of those after reaching it, and then one more. */
export function installedMachines(
  count: number,
  last?: { readonly step: SetupStep; readonly problem?: Problem },
): SetupView['machines'] {
  const next: SetupStepView[] =
    last === undefined
      ? []
      : [
          {
            step: last.step,
            state: last.problem === undefined ? 'doing' : 'failed',
            done: undefined,
            problem: last.problem,
          },
        ];
  return REACHED.map((machine) => ({
    ...machine,
    steps: [...machine.steps.slice(0, 2), ...DONE.slice(0, count).map(doneStep), ...next],
  }));
}

export function installingView(): SetupView {
  return setupView({ machines: installedMachines(3, { step: 'install' }) });
}

export function sshdView(): SetupView {
  return setupView({
    state: 'asking',
    machines: installedMachines(3, { step: 'install' }),
    question: {
      id: 3,
      kind: 'sshd',
      asked: {
        endpoint: 'ssh://root@spare.local',
        settings: ['PermitRootLogin no'],
        file: '/etc/ssh/sshd_config.d/050-warmspare.conf',
        text: '# Written by Warmspare: lets root in by a key alone.\nPermitRootLogin prohibit-password\n',
      },
    },
  });
}

export function keyringLockedView(): SetupView {
  const { problem } = EngineError.of('keyring.locked', { text: 'the login keychain is locked' });
  return setupView({ state: 'failed', problem, machines: installedMachines(1, { step: 'key', problem }) });
}

export function notProvedView(): SetupView {
  const { problem } = EngineError.of('setup.not-proved', {
    side: 'standby',
    endpoint: 'ssh://root@spare.local',
    output: 'root@spare.local: Permission denied (publickey).',
  });
  return setupView({ state: 'failed', problem, machines: installedMachines(4, { step: 'prove', problem }) });
}

export function installingWorld(): FakeAnswers {
  return pairAnswers(pairView(), installingView());
}

export function sshdWorld(): FakeAnswers {
  return pairAnswers(pairView(), sshdView());
}

export function keyringLockedWorld(): FakeAnswers {
  return pairAnswers(pairView(), keyringLockedView());
}

export function notProvedWorld(): FakeAnswers {
  return pairAnswers(pairView(), notProvedView());
}
