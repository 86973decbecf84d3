import { describe, expect, it } from 'vitest';
import { KeyId } from '../../../../engine/model/ids.ts';
import type { Readiness } from '../../../../engine/model/readiness.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aRun } from '../../../fakes/fake-engine.ts';
import { aDisk, aRunbookInput, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

const POINT = '2026-11-23T03:04:00.000Z';
const GUARDED = {
  kind: 'ssh',
  user: 'root',
  host: 'spare.local',
  port: 22,
  hostKey: `SHA256:${'A'.repeat(43)}`,
  keyId: KeyId.parse('key-0123456789'),
} as const;
const COPIED: Partial<RunRecord> = { startedAt: POINT, recoveryPoint: POINT };
const VERIFIED = aRun({
  mode: 'verify',
  verify: { scope: { kind: 'full' }, compared: 10, different: 0 },
});
const SYSTEM = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });

/** A pair in order, of two Macs that cannot boot each other's system. */
function aGood(fields: Partial<RunbookInput> = {}): RunbookInput {
  return aRunbookInput({
    pair: aPair({ standby: GUARDED }),
    survey: { primary: aSurvey(), standby: aSurvey() },
    status: { recoveryPoint: POINT, lastRun: aRun(COPIED), lastVerify: VERIFIED },
    ...fields,
  });
}

function warningsOf(fields: Partial<RunbookInput>): readonly string[] {
  return writeRunbook(aGood(fields)).warnings;
}

describe('the warnings of a runbook', () => {
  it('are none where everything is in order', () => {
    expect(warningsOf({})).toEqual([]);
  });

  it('say how old the copy may be, and whether it is whole', () => {
    const status = aGood().status;
    const failed = (outcome: RunRecord['outcome']) =>
      warningsOf({ status: { ...status, lastRun: aRun({ ...COPIED, outcome }) } });
    expect([
      warningsOf({ status: { ...status, recoveryPoint: undefined } }),
      warningsOf({ status: { ...status, recoveryPoint: '2026-11-24T03:04:00.000Z' } }),
      warningsOf({ status: { ...status, recoveryPoint: '2026-11-20T03:04:00.000Z' } }),
      failed('partial'),
      failed('held'),
      warningsOf({ status: { ...status, lastVerify: undefined } }),
      warningsOf({
        status: {
          ...status,
          lastVerify: aRun({ verify: { scope: { kind: 'full' }, compared: 10, different: 1 } }),
        },
      }),
    ]).toEqual([
      ['There is no whole copy on the standby. Do not switch to it before you know what is there.'],
      ['Nobody knows how old the copy is: its date cannot be right. Look at the newest files in it.'],
      ['When this was written, the copy was older than the schedule of the pair allows.'],
      [
        'The last sync copied a part only. What lies on the standby may be older than the recovery point says, or not whole.',
      ],
      [
        'The last sync waits for somebody’s approval, and changed nothing. What lies on the standby may be older than the recovery point says, or not whole.',
      ],
      ['The copy was never verified: nobody has compared its files with the primary’s.'],
      ['The last verify found files that differ from the primary’s.'],
    ]);
  });

  it('say what nobody has looked at, and what was not there', () => {
    const standby = aSurvey(
      {},
      { places: [aSurveyedPlace({ state: 'missing' }), aSurveyedPlace({ path: '/x', isClaimed: false })] },
    );
    expect([warningsOf({ survey: {} }), warningsOf({ survey: { primary: aSurvey(), standby } })]).toEqual([
      [
        'Nobody has looked at the primary and the standby yet: much below is not known. Have Warmspare look at both machines first.',
      ],
      [
        'When the standby was last looked at, /Volumes/Clone was not there: a disk may be missing.',
        '/x has no mark of this pair: what lies there may be something else.',
      ],
    ]);
  });

  it('say what to try on a quiet day, before a clone has to start', () => {
    const standby = aSurvey({
      hardware: 'intel-t2',
      isSystemEncrypted: true,
      disks: [aDisk({ volumeName: 'Macintosh HD' })],
    });
    const pair = aPair({ standby: GUARDED, volumes: [SYSTEM] });
    expect(warningsOf({ pair, survey: { primary: aSurvey(), standby } })).toEqual([
      'Nobody has seen this clone start on the standby. Try it once, on a quiet day, with the primary’s network cable out.',
      'The standby has a T2 chip: allow it now to start from another disk (see the steps), while there is time to look for the password.',
      'The disk of the clone has the name of every Mac’s own disk. Give it another one now, or nobody can tell the two apart while the standby starts.',
      'The standby’s own disk is encrypted: after each start it waits for somebody’s password at its keyboard.',
    ]);
  });

  it('say what a promoted standby with an older macOS does not open', () => {
    const warned = (primary: string, standby: string): number =>
      warningsOf({
        survey: { primary: aSurvey({ osVersion: primary }), standby: aSurvey({ osVersion: standby }) },
      }).length;
    expect([
      warned('15.5', '14.6'),
      warned('14.7', '14.6'),
      warned('10.15', '10.14'),
      warned('12.1', '26'),
    ]).toEqual([1, 0, 1, 0]);
  });

  it('say that nothing keeps the old primary out', () => {
    const { keyId: _keyId, ...unguarded } = GUARDED;
    const pair = aPair({ standby: unguarded });
    expect(warningsOf({ pair })).toEqual([
      'Nothing on the standby refuses a sync from the old primary. It must stay off the network, and the schedule paused.',
    ]);
  });

  it('say what keeps the standby from being ready', () => {
    const check = { isRequired: true, finding: { kind: 'no-copy' }, at: undefined } as const;
    const readiness: Readiness = {
      pairId: aPair().id,
      overall: 'not-ready',
      strategy: 'promote',
      reason: 'no-system-volume',
      worst: 'space',
      checks: [
        { ...check, id: 'space', state: 'fail' },
        { ...check, id: 'disks', state: 'unknown' },
        { ...check, id: 'power', state: 'unknown', isRequired: false },
        { ...check, id: 'clock', state: 'warn' },
      ],
    };
    expect([
      warningsOf({ readiness }),
      warningsOf({ readiness: { ...readiness, overall: 'stale', checks: [] } }),
      warningsOf({ readiness: { ...readiness, overall: 'ready' } }),
    ]).toEqual([
      [
        'When this was written, Warmspare did not call the standby ready: space for a week, disks of the copy.',
      ],
      ['When this was written, Warmspare did not call the standby ready.'],
      [],
    ]);
  });
});
