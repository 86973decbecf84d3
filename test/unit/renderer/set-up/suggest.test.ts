import { describe, expect, it } from 'vitest';
import { compareFingerprint, groupsOf } from '../../../../renderer/screens/set-up/fingerprint.ts';
import { largestOf } from '../../../../renderer/screens/set-up/largest.ts';
import { isReady, keptRows } from '../../../../renderer/screens/set-up/report-rows.ts';
import {
  suggestedMapping,
  suggestedName,
  suggestedPreset,
  suggestedVolumes,
} from '../../../../renderer/screens/set-up/suggest.ts';
import { keyGroups } from '../../../../renderer/screens/keys/key-groups.ts';
import { KEYS } from '../../../pages/worlds/keys.ts';
import { LOCAL_VOLUMES, PIN, RSA_PIN, WORK_ID } from '../../../pages/worlds/set-up-base.ts';
import { sampleReport } from '../../../pages/worlds/set-up-report.ts';
import { keyedPairView } from '../../../pages/worlds/set-up-run.ts';

describe('what is suggested', () => {
  it('puts a system on a disk of its own, and all else where it is', () => {
    expect(LOCAL_VOLUMES.map((volume) => suggestedMapping(volume).destination)).toEqual([
      '/Volumes/Macintosh HD',
      '/Volumes/Work',
      '/Users/anna',
    ]);
  });

  it('is the disks with data, or else people’s folders', () => {
    expect(suggestedVolumes(LOCAL_VOLUMES).map(({ source }) => source)).toEqual(['/Volumes/Work']);
    const homes = LOCAL_VOLUMES.filter(({ path }) => path !== '/Volumes/Work');
    expect(suggestedVolumes(homes).map(({ source }) => source)).toEqual(['/Users/anna']);
  });

  it('is a preset that suits what is copied', () => {
    expect(suggestedPreset([{ role: 'data' }], 'darwin')).toBe('macos-data');
    expect(suggestedPreset([{ role: 'data' }, { role: 'system' }], 'darwin')).toBe('macos-system');
    expect(suggestedPreset([{ role: 'system' }], 'linux')).toBe('none');
  });

  it.each([
    ['Anna’s Mac mini', "Anna's Mac mini"],
    ['spare.local', 'spare'],
    ['192.168.1.20', 'Spare'],
    ['fe80::1%en0', 'Spare'],
    ['🏔️', 'Spare'],
    ['מחשב', 'מחשב'],
  ])('is a name for %s', (machine, name) => {
    expect(suggestedName(machine, [])).toBe(name);
  });

  it('is a name that nobody has', () => {
    expect(suggestedName('spare.local', ['Spare', 'spare 2'])).toBe('spare 3');
  });
});

describe('a fingerprint from the other screen', () => {
  const pins = [PIN, RSA_PIN];

  it.each([
    ['alone', PIN],
    ['without SHA256:', PIN.slice(7)],
    ['in a line of ssh-keygen', `256 ${PIN} root@spare.local (ED25519)\n`],
  ])('is found %s', (_how, text) => {
    expect(compareFingerprint(text, pins)).toEqual({ state: 'same', pin: PIN });
  });

  it('differs by one letter', () => {
    expect(compareFingerprint(PIN.replace('uNiV', 'uNIV'), pins)).toEqual({ state: 'other' });
  });

  it.each(['SHA256:abc', 'MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48', `${PIN}A`])(
    'is none in %s',
    (text) => {
      expect(compareFingerprint(text, pins)).toEqual({ state: 'unreadable' });
    },
  );

  it('is not asked for', () => {
    expect(compareFingerprint('  ', pins)).toEqual({ state: 'empty' });
  });

  it('is the same text in its groups', () => {
    expect(groupsOf(PIN).join('')).toBe(PIN);
  });
});

describe('a report', () => {
  it('says what is kept, and why something is not', () => {
    const rows = keptRows(sampleReport());
    expect(rows?.filter(({ isKept }) => !isKept)).toEqual([
      { what: 'File flags (locked, hidden)', isKept: false, why: 'The rsync on the primary cannot' },
    ]);
    expect(rows).toHaveLength(10);
  });

  it('claims nothing when a clone would not start', () => {
    const refused = sampleReport({ refusals: [{ reason: 'destination.missing', details: {} }] });
    expect(keptRows(refused)).toBeUndefined();
    expect(isReady(refused)).toBe(false);
    expect(isReady(sampleReport())).toBe(true);
  });
});

describe('the largest of a preview', () => {
  it('are those with most to copy, without what is deleted', () => {
    const none = { created: 0, updated: 0, attributes: 0, deleted: 0 };
    const entry = (name: string, bytesBelow: number) =>
      ({
        name,
        volumeId: WORK_ID,
        path: name,
        isFolder: true,
        change: undefined,
        below: none,
        bytesBelow,
      }) as const;
    const file = {
      ...entry('old.dmg', 0),
      isFolder: false,
      change: {
        volumeId: WORK_ID,
        kind: 'deleted',
        type: 'file',
        path: 'old.dmg',
        bytes: 9,
        itemized: '*deleting',
      },
    } as const;
    const items = largestOf([{ root: '/Volumes/Work', entries: [entry('a', 1), entry('b', 5), file] }]);
    expect(items.map(({ path }) => path)).toEqual(['/Volumes/Work/b', '/Volumes/Work/a']);
  });
});

describe('keys', () => {
  it('stand by their pairs, those of removed pairs last', () => {
    expect(keyGroups([...KEYS].reverse(), [keyedPairView()]).map(({ name }) => name)).toEqual([
      'Spare Mac mini',
      undefined,
    ]);
  });
});
