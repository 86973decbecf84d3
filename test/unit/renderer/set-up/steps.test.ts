import { describe, expect, it } from 'vitest';
import {
  entryStep,
  isOver,
  isUnfinished,
  progressOf,
  STEPS,
  stepOfSetup,
  stepsOf,
} from '../../../../renderer/screens/set-up/steps.ts';
import { EngineError } from '../../../../engine/model/problem.ts';
import { pairView, samplePair, setupView } from '../../../pages/worlds/set-up-base.ts';
import { installedMachines, keyringLockedView, sshdView } from '../../../pages/worlds/set-up-install.ts';
import { doneView } from '../../../pages/worlds/set-up-report.ts';
import { endedRun, keyedPairView, liveRun } from '../../../pages/worlds/set-up-run.ts';
import {
  hostKeyQuestionView,
  pasteView,
  REACHED,
  signInView,
  stoppedView,
  sudoView,
} from '../../../pages/worlds/set-up-sign-in.ts';

const changedKey = EngineError.of('endpoint.host-key-changed', { side: 'standby' }).problem;

describe('the step at which a set-up stands', () => {
  it.each([
    ['nothing begun', undefined, 'sign-in'],
    ['just begun', setupView(), 'sign-in'],
    ['somebody is to sign in', signInView(), 'sign-in'],
    ['sudo asks', sudoView(), 'sign-in'],
    ['a line is to be pasted', pasteView(2), 'sign-in'],
    ['signing in', setupView({ machines: REACHED }), 'sign-in'],
    ['signed in', setupView({ machines: installedMachines(1) }), 'install'],
    ['the key works already', setupView({ machines: installedMachines(0, { step: 'prove' }) }), 'install'],
    ['sshd is to be changed', sshdView(), 'install'],
    ['no keyring', keyringLockedView(), 'install'],
    ['stopped before signing in', stoppedView(), 'sign-in'],
    ['another host key is shown', hostKeyQuestionView(), 'host-key'],
    ['the pinned host key has changed', setupView({ state: 'failed', problem: changedKey }), 'host-key'],
    ['done', doneView(), 'report'],
    ['revoked', { ...doneView(), kind: 'revoke' as const }, 'install'],
  ])('%s', (_what, setup, step) => {
    expect(stepOfSetup(setup)).toBe(step);
  });
});

describe('whoever comes back', () => {
  it('finds a run that is under way', () => {
    expect(entryStep(keyedPairView({ live: liveRun() }), doneView(), undefined)).toBe('preview');
    expect(entryStep(keyedPairView({ live: liveRun({ mode: 'sync' }) }), undefined, undefined)).toBe('clone');
  });

  it('is shown what a set-up asks before all else', () => {
    expect(entryStep(pairView(), signInView(), 'host-key')).toBeUndefined();
  });

  it('decides about a host key that has changed', () => {
    const view = pairView({ lastRun: endedRun({ mode: 'sync', outcome: 'failed', problems: [changedKey] }) });
    expect(entryStep(view, undefined, undefined)).toBe('host-key');
    expect(entryStep(view, doneView(), undefined)).toBeUndefined();
  });

  it('looks at both machines when the key is in and nothing was copied', () => {
    expect(entryStep(keyedPairView(), undefined, undefined)).toBe('report');
    expect(entryStep(pairView(), undefined, undefined)).toBeUndefined();
  });

  it('sets up again once there is a copy', () => {
    const copied = keyedPairView({ recoveryPoint: '2026-11-26T03:04:00.000Z' });
    expect(isOver(copied, doneView())).toBe(true);
    expect(isOver(keyedPairView(), doneView())).toBe(false);
    expect(isOver(copied, keyringLockedView())).toBe(false);
    expect(isOver(keyedPairView(), { ...doneView(), kind: 'rotate' })).toBe(true);
  });
});

describe('a pair', () => {
  it('is unfinished until there is a copy, and while a set-up waits', () => {
    const copied = pairView({ recoveryPoint: '2026-11-26T03:04:00.000Z' });
    expect(isUnfinished(pairView(), undefined)).toBe(true);
    expect(isUnfinished(copied, undefined)).toBe(false);
    expect(isUnfinished(copied, signInView())).toBe(true);
    expect(isUnfinished(copied, keyringLockedView())).toBe(true);
    const local = pairView({ pair: { ...samplePair(), standby: { kind: 'local' } } });
    expect(isUnfinished(local, undefined)).toBe(false);
  });
});

describe('the row of steps', () => {
  it('knows what is done and what is to come', () => {
    expect(STEPS.map((step) => progressOf(STEPS, step, 'volumes'))).toEqual([
      'done',
      'done',
      'current',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
    ]);
  });

  it('is shorter for a key alone', () => {
    expect(stepsOf('rotate')).toEqual(['sign-in', 'install', 'report']);
    expect(stepsOf('revoke')).toEqual(['sign-in', 'install']);
  });
});
