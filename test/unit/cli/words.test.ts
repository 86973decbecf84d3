import { describe, expect, it } from 'vitest';
import { approval, noticeWords, problemWords, refusalWords } from '../../../engine/cli/text/explain.ts';
import { holdWords } from '../../../engine/text/holds.ts';
import { KEEPABLE, lossWhat, lossWhy } from '../../../engine/text/losses.ts';
import { command, shellWord } from '../../../engine/cli/text/command.ts';
import { joinWords } from '../../../engine/text/words.ts';
import { PlanId } from '../../../engine/model/ids.ts';
import { REFUSAL_REASONS, type Hold, type Loss, type RefusalDetails } from '../../../engine/model/plan.ts';
import type { PlanNotice } from '../../../engine/model/notice.ts';
import { PROBLEM_CODES, type ProblemDetails } from '../../../engine/model/problem.ts';
import { USERS } from './cli-harness.ts';

const EVIL = 'a\u001b[2Jb\u202e\nc';
const PLAN = PlanId.parse('plan-0123456789ab');
const PROBLEM_DETAILS: ProblemDetails = {
  side: 'standby',
  endpoint: 'ssh://root@spare.local',
  path: '/Volumes/Users',
  volumeId: USERS,
  exitCode: 23,
  output: 'rsync error: some files could not be transferred',
  count: 1234,
  files: ['a', 'b'],
  expected: 'SHA256:AAA',
  found: 'SHA256:BBB',
  text: 'no route to host',
};
const REFUSAL_DETAILS: RefusalDetails = {
  path: '/Volumes/Users',
  expected: '50210',
  found: '12',
  neededBytes: 2_000_000_000,
  freeBytes: 1_000_000,
  count: 12,
  pattern: '*.tmp',
  planId: PLAN,
};
const HOLDS: readonly Hold['reason'][] = ['deletes', 'first-run-would-overwrite'];
const WHYS: readonly Loss['why'][] = [
  'not-root',
  'rsync-primary',
  'rsync-standby',
  'different-systems',
  'file-system',
  'owners-ignored',
  'not-on-this-system',
];
const NOTICES: readonly PlanNotice[] = [
  { kind: 'pattern-matches-nothing', pattern: '*.tmp', volumeId: USERS },
  { kind: 'first-clone', volumeId: USERS },
  { kind: 'old-rsync', side: 'standby', version: '3.2.7' },
  { kind: 'clock-skew', side: 'primary', milliseconds: -90_000 },
];

/** A whole sentence or more, without a hole in it, that a terminal prints as it is. */
function expectPlain(text: string): void {
  expect(text).not.toMatch(/undefined|NaN|null|\[object|\s{2}|\s[.,;:](?!warmspare)|\.\.|\(\)|""/);
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(text).toMatch(/^[\p{Lu}\d].{15,}$/su);
}

function evil<T extends object>(details: T): T {
  const entries = Object.entries(details).map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'string' && key !== 'side' && key !== 'planId' ? EVIL : value,
  ]);
  return Object.fromEntries(entries) as T;
}

describe.each(PROBLEM_CODES)('the words for %s', (code) => {
  it.each([
    ['no details', {}],
    ['all details', PROBLEM_DETAILS],
    ['hostile details', evil(PROBLEM_DETAILS)],
  ])('are whole and printable with %s', (_, details) => {
    for (const pairName of [undefined, 'office'])
      expectPlain(joinWords(problemWords({ code, retry: 'person', details }, pairName)));
  });

  it('name a remedy', () => {
    expect(problemWords({ code, retry: 'person', details: {} }).remedy).toMatch(/^\p{Lu}.+/u);
  });
});

describe.each(REFUSAL_REASONS)('the words for %s', (reason) => {
  it.each([
    ['no details', {}],
    ['all details', REFUSAL_DETAILS],
    ['hostile details', evil(REFUSAL_DETAILS)],
  ])('are whole and printable with %s', (_, details) => {
    for (const pairName of [undefined, 'office'])
      expectPlain(joinWords(refusalWords({ reason, details }, pairName)));
  });

  it('name a remedy', () => {
    expect(refusalWords({ reason, details: {} }).remedy).toMatch(/^\p{Lu}.+/u);
  });
});

describe('the words', () => {
  it.each(NOTICES)('for the notice $kind are whole', (notice) => {
    expectPlain(joinWords(noticeWords(notice, '/Volumes/Users')));
  });

  it.each(HOLDS)('for the hold %s are whole', (reason) => {
    const hold = { volumeId: USERS, reason, count: 50_210, limit: 10_000, sample: [] };
    expectPlain(joinWords(holdWords(hold, '/Volumes/Spare')));
  });

  it('for what is not kept leave nothing out', () => {
    const whats = Object.keys(KEEPABLE) as Loss['what'][];
    const texts = [...whats.map((what) => lossWhat({ what })), ...WHYS.map((why) => lossWhy({ why }))];
    expect(new Set(texts).size).toEqual(whats.length + WHYS.length);
    expect(texts.filter((text) => text.length < 5)).toEqual([]);
  });

  it('say where an unmounted source should lie and where it lies', () => {
    const details = {
      path: '/Volumes/Users',
      expected: 'apfs 11AA at /Volumes/Users',
      found: 'apfs 22BB at /',
    };
    expect(joinWords(refusalWords({ reason: 'source.not-mounted', details }, 'office'))).toEqual(
      'The source /Volumes/Users is not mounted: it should be on apfs 11AA at /Volumes/Users, and now lies on ' +
        'apfs 22BB at /. Mount the disk and run again; nothing was changed.',
    );
  });

  it('say how far a source has shrunk, and how to go on if that is right', () => {
    const details = { path: '/Volumes/Users', count: 12, expected: '50210', planId: PLAN };
    expect(joinWords(refusalWords({ reason: 'source.husk', details }, 'my office'))).toEqual(
      'The source /Volumes/Users has shrunk to 12 entries; the last run found 50,210. Is its disk mounted? ' +
        "Nothing was changed. If that is right: warmspare sync 'my office' --approve plan-0123456789ab",
    );
  });

  it('say how many inodes are needed and left', () => {
    const details = { path: '/Volumes/Spare', count: 50_210, found: '1200' };
    expect(refusalWords({ reason: 'destination.no-inodes', details }).message).toEqual(
      'The destination /Volumes/Spare cannot hold so many files: 50,210 more to come, room for 1,200.',
    );
  });

  it('show both pins of a changed host key', () => {
    const details: ProblemDetails = {
      side: 'standby',
      endpoint: 'ssh://root@spare.local',
      expected: 'SHA256:AAA',
      found: 'ssh-ed25519 SHA256:BBB',
    };
    expect(problemWords({ code: 'endpoint.host-key-changed', retry: 'person', details }).message).toEqual(
      'The standby (ssh://root@spare.local) shows another host key than the pinned one: ssh-ed25519 SHA256:BBB ' +
        'instead of SHA256:AAA. It may be another machine.',
    );
  });

  it('keep the name of a pair as it is written', () => {
    const { message } = problemWords(
      { code: 'pair.busy', retry: 'transient', details: { count: 99 } },
      'office',
    );
    expect(message).toEqual('The pair office is busy: another run is under way (process 99).');
  });

  it('end a hold with the command that approves it', () => {
    expect(approval('office', PLAN)).toEqual(
      'If that is right: warmspare sync office --approve plan-0123456789ab',
    );
    expect(approval('office', undefined)).toEqual('Look at it with: warmspare sync office --preview');
  });

  it('quote a name for a shell only where it has to be', () => {
    expect(['office', 'my office', "anna's", 'Büro', '$(rm)', ''].map(shellWord)).toEqual([
      'office',
      "'my office'",
      `'anna'\\''s'`,
      'Büro',
      "'$(rm)'",
      "''",
    ]);
    expect(command('status', undefined)).toEqual('warmspare status NAME');
  });
});
