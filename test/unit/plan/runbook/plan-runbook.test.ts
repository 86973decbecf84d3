import { describe, expect, it } from 'vitest';
import { KeyId } from '../../../../engine/model/ids.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import { planRunbook } from '../../../../engine/plan/runbook/plan-runbook.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aDisk, aRunbookInput, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

const SYSTEM = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });
const DATA = aVolume({ source: '/Users', destination: '/Volumes/Clone' });
const SERVES_NOTHING: Partial<MachineFacts> = { shares: [], daemons: [], ports: [], jobs: [], users: [] };
const M2: Partial<MachineFacts> = { ...SERVES_NOTHING, osVersion: '15.5', hardware: 'apple-silicon' };
const LINUX: Partial<MachineFacts> = { ...SERVES_NOTHING, os: 'linux', osName: 'Debian', hardware: 'pc' };
const GUARDED = {
  kind: 'ssh',
  user: 'root',
  host: 'spare.local',
  port: 22,
  hostKey: `SHA256:${'A'.repeat(43)}`,
  keyId: KeyId.parse('key-0123456789'),
} as const;

/** Each section's steps by their kinds. */
function kindsOf(input: RunbookInput): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    planRunbook(input).sections.map(({ id, steps }) => [id, steps.map(({ kind }) => kind)]),
  );
}

const BEFORE = ['decide', 'have-at-hand'];
const TELL = ['tell-people', 'protect-standby'];
const FAIL_BACK = ['mend-old-primary', 'copy-back', 'give-back'];

describe('the steps of a takeover', () => {
  it('start a Mac up to macOS 10.14 from the clone', () => {
    const input = aRunbookInput({
      pair: aPair({ volumes: [SYSTEM], standby: GUARDED }),
      survey: { primary: aSurvey(SERVES_NOTHING), standby: aSurvey(SERVES_NOTHING) },
    });
    expect(kindsOf(input)).toEqual({
      before: BEFORE,
      fence: ['call-primary', 'shut-down-primary', 'unplug-primary', 'mark-promoted'],
      look: ['mount-disks', 'look-at-copy'],
      switch: [
        'note-own-disk',
        'bless-clone',
        'choose-clone',
        'restart-from-clone',
        'pause-clone',
        'take-name',
        'take-address',
        'mend-names',
      ],
      prove: ['reach-standby', 'let-one-work'],
      tell: TELL,
      'fail-back': FAIL_BACK,
    });
  });

  it('promote a Mac with Apple silicon, and never start it from a clone', () => {
    const input = aRunbookInput({
      pair: aPair({ volumes: [SYSTEM], standby: GUARDED }),
      settings: { notes: '', strategy: 'boot' },
      survey: { primary: aSurvey(M2), standby: aSurvey(M2) },
    });
    expect(kindsOf(input)).toEqual({
      before: BEFORE,
      fence: ['call-primary', 'shut-down-primary', 'unplug-primary', 'mark-promoted'],
      look: ['mount-disks', 'look-at-copy'],
      switch: ['take-name', 'stay-awake', 'take-address', 'mend-names'],
      prove: ['reach-standby', 'let-one-work'],
      tell: TELL,
      'fail-back': FAIL_BACK,
    });
  });

  it('take over what the primary does for others, where there is any', () => {
    const serves: Partial<MachineFacts> = {
      ...M2,
      shares: [{ name: 'Office', path: '/Users/office', protocols: ['smb'] }],
      daemons: [{ name: 'com.acme', path: '/Library/LaunchDaemons/com.acme.plist', state: 'running' }],
      jobs: [{ owner: 'root', when: '0 3 * * *', program: 'backup' }],
      users: [{ name: 'anna', uid: 501, home: '/Users/anna' }],
    };
    const { switch: steps, prove } = kindsOf(
      aRunbookInput({
        pair: aPair({ volumes: [DATA] }),
        survey: { primary: aSurvey(serves), standby: aSurvey(M2) },
      }),
    );
    expect([steps, prove]).toEqual([
      [
        'take-name',
        'stay-awake',
        'make-accounts',
        'share-folders',
        'start-services',
        'set-jobs',
        'take-address',
        'mend-names',
      ],
      ['reach-standby', 'open-shares', 'let-one-work'],
    ]);
  });

  it('serve the data from Linux, and lead to a new Mac', () => {
    const input = aRunbookInput({
      pair: aPair({
        volumes: [DATA],
        primary: { ...GUARDED, host: 'office.local' },
        standby: { kind: 'local' },
      }),
      survey: {
        primary: aSurvey({ ...M2, ports: [{ protocol: 'tcp', port: 445 }] }),
        standby: aSurvey(LINUX),
      },
    });
    expect(kindsOf(input)).toEqual({
      before: BEFORE,
      fence: ['call-primary', 'shut-down-primary', 'unplug-primary', 'pause-schedule', 'keep-primary-away'],
      look: ['mount-disks', 'look-at-copy'],
      switch: ['take-name', 'take-address', 'mend-names'],
      prove: ['reach-standby', 'see-services', 'let-one-work'],
      tell: TELL,
      'fail-back': [...FAIL_BACK, 'restore-to-new-mac'],
    });
  });

  it('say what to find out where nobody has looked', () => {
    expect(kindsOf(aRunbookInput({ survey: {} }))['switch']).toEqual([
      'take-name',
      'make-accounts',
      'share-folders',
      'start-services',
      'take-address',
      'mend-names',
    ]);
  });

  it('unlock what is encrypted, let owners count, and allow a T2 chip what it forbids', () => {
    const disk = aDisk({ device: '/dev/disk4s1', isEncrypted: true });
    const input = aRunbookInput({
      pair: aPair({ volumes: [SYSTEM] }),
      survey: {
        primary: aSurvey(SERVES_NOTHING),
        standby: aSurvey(
          { ...SERVES_NOTHING, hardware: 'intel-t2', disks: [disk] },
          { places: [aSurveyedPlace({ ownersIgnored: true })] },
        ),
      },
    });
    const { look, switch: steps } = kindsOf(input);
    expect([look, steps?.slice(0, 3)]).toEqual([
      ['unlock-disks', 'mount-disks', 'keep-owners', 'look-at-copy'],
      ['note-own-disk', 'allow-other-disks', 'bless-clone'],
    ]);
  });

  it('need no disk where the clone lies on the standby’s own', () => {
    const own = aSurveyedPlace({ path: '/Users/Shared/Spare', mountPoint: '/System/Volumes/Data' });
    const input = aRunbookInput({
      pair: aPair({ volumes: [aVolume({ destination: '/Users/Shared/Spare' })] }),
      survey: { primary: aSurvey(M2), standby: aSurvey(M2, { places: [own] }) },
    });
    expect(kindsOf(input)['look']).toEqual(['look-at-copy']);
  });

  it('let a second disk’s owners count for the clone’s own system', () => {
    const space = aVolume({ id: aVolume().id, source: '/Volumes/Space', destination: '/Volumes/Space' });
    const input = aRunbookInput({
      pair: aPair({ volumes: [SYSTEM, space] }),
      survey: {
        primary: aSurvey(SERVES_NOTHING),
        standby: aSurvey(SERVES_NOTHING, {
          places: [aSurveyedPlace(), aSurveyedPlace({ path: '/Volumes/Space' })],
        }),
      },
    });
    expect(kindsOf(input)['switch']?.slice(3, 5)).toEqual(['restart-from-clone', 'keep-owners']);
  });

  it('ask for everything that cannot be got half-way', () => {
    const input = aRunbookInput({
      pair: aPair({ volumes: [SYSTEM] }),
      survey: {
        primary: aSurvey(SERVES_NOTHING),
        standby: aSurvey({ ...SERVES_NOTHING, isSystemEncrypted: true }),
      },
    });
    expect(planRunbook(input).sections[0]?.steps[1]).toEqual({
      kind: 'have-at-hand',
      needs: ['standby-password', 'disk-password', 'primary-password', 'cable-keyboard', 'name-server'],
      os: 'darwin',
    });
  });
});
