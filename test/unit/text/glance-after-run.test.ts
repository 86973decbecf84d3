import { describe, expect, it } from 'vitest';
import { PlanId } from '../../../engine/model/ids.ts';
import type { Hold, PlanRefusal } from '../../../engine/model/plan.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { aView, VOL_A } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';
import { BEFORE, COPIED, aProblem, aCopied, afterSync, aVerify, glance } from './glance-views.ts';

describe('after a sync that did not succeed, a pair', () => {
  it('says why it failed, what the spare still holds, and what to do', () => {
    const problem = aProblem('endpoint.unreachable', { side: 'standby', text: 'no route to host' });
    expect(glance(afterSync({ outcome: 'failed', problems: [problem], phases: { probing: 9 } }))).toEqual({
      state: 'needs-you',
      headline: 'Sync failed',
      detail:
        'The standby cannot be reached: no route to host. The spare still holds the copy from 22 Nov 03:04.',
      cause: { kind: 'problem', problem },
      remedy: {
        text: 'Is it switched on and on this network, and is the host name right?',
        action: 'sync',
      },
      activity: undefined,
    });
  });

  it('does not call a copy whole that the run may have changed', () => {
    const detailOf = (fields: Partial<RunRecord>) => glance(afterSync(fields)).detail;
    const changed =
      'The spare’s last whole copy is from 22 Nov 03:04, and this run may have changed some of it.';
    expect([
      detailOf({ outcome: 'cancelled', phases: { comparing: 3, copying: 9 } }),
      detailOf({ outcome: 'cancelled', phases: { comparing: 3 } }),
      detailOf({ outcome: 'failed', problems: [aProblem('run.interrupted')] }),
    ]).toEqual([
      `The run was cancelled. ${changed}`,
      'The run was cancelled. The spare still holds the copy from 22 Nov 03:04.',
      `The run ended without finishing: its process is gone. ${changed}`,
    ]);
  });

  it('tells the reason to stop before what a run goes on with, and that there are more', () => {
    const problems = [
      aProblem('rsync.partial', { count: 3 }),
      aProblem('rsync.disk-full', { side: 'standby' }),
    ];
    const { cause, detail } = glance(afterSync({ outcome: 'failed', problems }));
    expect([cause, detail]).toEqual([
      { kind: 'problem', problem: problems[1] },
      'The disk of the standby is full. There is 1 more reason. The spare still holds the copy from 22 Nov 03:04.',
    ]);
  });

  it('waits for whoever looks at a held plan', () => {
    const hold: Hold = { volumeId: VOL_A, reason: 'deletes', count: 50_210, limit: 1_000, sample: ['a'] };
    const planId = PlanId.parse('plan-0123456789ab');
    expect(glance(afterSync({ outcome: 'held', holds: [hold], planId }))).toEqual({
      state: 'needs-you',
      headline: 'Sync waits for you',
      detail:
        'This run would delete 50,210 entries in /Volumes/Spare on the standby (the limit is 1,000). Nothing was deleted. The spare still holds the copy from 22 Nov 03:04.',
      cause: { kind: 'hold', hold },
      remedy: { text: 'Look at what would go, and approve it if that is right.', action: 'review-held' },
      activity: undefined,
    });
  });

  it('says why it was refused', () => {
    const refusal: PlanRefusal = { reason: 'destination.marker-lost', details: { path: '/Volumes/Spare' } };
    const { headline, cause, remedy } = glance(afterSync({ outcome: 'refused', refusals: [refusal] }));
    expect([headline, cause, remedy?.action]).toEqual([
      'Sync refused',
      { kind: 'refusal', refusal },
      'accept-volumes',
    ]);
    const impostor = aProblem('endpoint.host-key-changed', { side: 'standby' });
    expect(glance(afterSync({ outcome: 'refused', problems: [impostor] })).cause).toEqual({
      kind: 'problem',
      problem: impostor,
    });
  });

  it('does not call a partial copy complete', () => {
    const problems = [aProblem('rsync.partial', { count: 3 })];
    const { state, headline, detail, remedy } = glance(
      afterSync({ outcome: 'partial', problems, phases: { copying: 9 } }),
    );
    expect([state, headline, detail, remedy]).toEqual([
      'needs-you',
      'Sync not complete',
      '3 entries could not be copied. The spare’s last whole copy is from 22 Nov 03:04, and this run may have changed some of it.',
      {
        text: 'Everything else was. On a Mac, Warmspare may need Full Disk Access.',
        action: 'full-disk-access',
      },
    ]);
  });

  it('says that a copy is whole though the history could not be written', () => {
    const problems = [aProblem('history.unwritable')];
    const lastRun = aRun({ ...COPIED, outcome: 'partial', problems, phases: { copying: 9 } });
    const { state, headline, detail } = glance(aCopied({ lastRun }));
    expect([state, headline, detail]).toEqual([
      'needs-you',
      'Copied, with a problem',
      'The history cannot be written. The spare holds the copy from 03:04.',
    ]);
  });

  it('admits that nobody wrote down why', () => {
    const { detail, remedy, cause } = glance(afterSync({ outcome: 'failed' }));
    expect([detail, remedy?.action, cause]).toEqual([
      'The last sync did not end well, and nothing was written down about it. The spare still holds the copy from 22 Nov 03:04.',
      'open-log',
      undefined,
    ]);
  });

  it('has lost nothing less for never having been copied', () => {
    const { state, detail } = glance(
      aView({ lastRun: aRun({ outcome: 'failed', problems: [aProblem('rsync.killed')] }) }),
    );
    expect([state, detail]).toEqual([
      'needs-you',
      'Rsync was killed from outside. The spare holds no whole copy: all would be lost if the primary died now.',
    ]);
  });
});

describe('after a verify, a pair', () => {
  it('is not ready while files differ', () => {
    expect(glance(aCopied({ lastVerify: aVerify({ outcome: 'partial' }, 3) }))).toEqual({
      state: 'needs-you',
      headline: 'Files differ',
      detail:
        'The verify of 05:00 found differences: 1,000 files were compared, and 3 entries differ. The spare’s copy is not known to be right.',
      cause: undefined,
      remedy: {
        text: 'What was changed on the primary since its copy differs too. A sync that compares contents mends all of it.',
        action: 'mend-contents',
      },
      activity: undefined,
    });
  });

  it('is to be verified again when a sync has run since it found differences', () => {
    const { state, remedy } = glance(
      aCopied({ lastVerify: aVerify({ startedAt: BEFORE, outcome: 'partial' }, 1) }),
    );
    expect([state, remedy?.action]).toEqual(['needs-you', 'verify']);
  });

  it('says why the verify failed, until a sync succeeds', () => {
    const problems = [aProblem('endpoint.timeout', { side: 'standby' })];
    const failed = aVerify({ outcome: 'failed', problems, verify: undefined });
    const { state, headline, detail, remedy } = glance(aCopied({ lastVerify: failed }));
    expect([state, headline, detail, remedy?.action]).toEqual([
      'needs-you',
      'Verify failed',
      'The standby did not answer in time. The spare holds the copy from 03:04.',
      'verify',
    ]);
    expect(glance(aCopied({ lastVerify: { ...failed, startedAt: BEFORE } })).state).toEqual('ready');
  });

  it('is as before when somebody called it off', () => {
    const cancelled = aVerify({ outcome: 'cancelled', verify: undefined });
    expect(glance(aCopied({ lastVerify: cancelled })).state).toEqual('ready');
  });
});
