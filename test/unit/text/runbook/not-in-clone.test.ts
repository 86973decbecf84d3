import { describe, expect, it } from 'vitest';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { NO_TOTALS } from '../../../../engine/model/run.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { aPair, aVolume, VOL_A } from '../../../fakes/builders.ts';
import { aRun } from '../../../fakes/fake-engine.ts';
import { aRunbookInput, aSurvey } from '../../../fakes/survey-builders.ts';

const OUTSIDE =
  'Whatever lies on the primary outside the volumes above, and other disks that are mounted inside them.';
const POINT = '2026-11-23T03:04:00.000Z';

function missingIn(fields: Partial<RunbookInput>): readonly string[] {
  const status = { recoveryPoint: POINT, lastRun: undefined, lastVerify: undefined };
  return writeRunbook(aRunbookInput({ status, ...fields })).notInClone;
}

describe('what is not in the clone', () => {
  it('is always what the volumes do not have', () => {
    expect(missingIn({})).toEqual([OUTSIDE]);
  });

  it('is not known where there is no whole copy', () => {
    expect(missingIn({ status: aRunbookInput().status })).toEqual([
      'Nobody knows what is in it: there is no whole copy.',
      OUTSIDE,
    ]);
  });

  it('is what the preset and the pair’s own patterns leave out', () => {
    const excludes = ['*.tmp', ...Array.from({ length: 41 }, (_, index) => `/x${String(index)}`)];
    const [, preset, own] = missingIn({ pair: aPair({ filters: { preset: 'macos-system', excludes } }) });
    expect([
      preset?.startsWith('By the preset macos-system, what belongs to one machine or one moment: '),
      preset?.includes('; '),
      own?.startsWith('By the pair’s own patterns: “*.tmp”, “/x0”'),
      own?.endsWith('“/x38”, and 2 more.'),
    ]).toEqual([true, false, true, true]);
  });

  it('is what could not be read, in the last run and ever', () => {
    const volume = {
      volumeId: VOL_A,
      source: '/Users',
      destination: '/x',
      totals: NO_TOTALS,
      finishedAt: POINT,
    };
    const lastRun = aRun({
      outcome: 'partial',
      volumes: [{ ...volume, state: 'partial' }],
      problems: [
        { code: 'rsync.partial', retry: 'person', details: { count: 3, files: ['a\nb', 'c'] } },
        { code: 'rsync.vanished', retry: 'transient', details: { count: 7 } },
      ],
      losses: [
        { what: 'acls', why: 'rsync-primary', volumeId: VOL_A },
        { what: 'xattrs', why: 'not-root' },
      ],
    });
    expect(
      missingIn({
        survey: { primary: aSurvey({}, { fullDiskAccess: false, isRoot: false }) },
        status: { recoveryPoint: POINT, lastRun, lastVerify: undefined },
      }),
    ).toEqual([
      OUTSIDE,
      'What macOS protects on the primary, such as mail, messages, photos and Safari’s data: Warmspare had no Full Disk Access there.',
      'Files that only root or other people may read: the primary was not read as root.',
      'Something of /Users: in the last sync it was copied in part only.',
      'In the last sync: 3 entries could not be copied. a\\#012b, c, and 1 more.',
      'Files that came or went while the last sync ran.',
      'Access control lists of /Users: the rsync on the primary cannot.',
      'Extended attributes: that needs root on the standby.',
    ]);
  });

  it('is what the primary serves from elsewhere', () => {
    const primary = aSurvey({
      shares: [{ name: 'Scans', path: '/Volumes/Scans', protocols: ['smb'] }],
      daemons: [{ name: 'com.acme', path: '/opt/acme.plist', state: 'running' }],
      users: [
        { name: 'anna', uid: 501, home: '/Users/anna' },
        { name: 'ben', uid: 502, home: '/Users/ben' },
      ],
    });
    expect(
      missingIn({
        pair: aPair({ volumes: [aVolume({ source: '/Volumes/Users' })] }),
        survey: { primary, standby: aSurvey({ users: [] }) },
      }),
    ).toEqual([
      OUTSIDE,
      'The shared folder “Scans” (/Volumes/Scans).',
      'The home folders of “anna” and “ben”.',
      'Programs that have to be installed on the standby by hand: “com.acme”.',
    ]);
  });
});
