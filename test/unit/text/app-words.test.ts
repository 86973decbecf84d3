import { describe, expect, it } from 'vitest';
import type { PlanNotice } from '../../../engine/model/notice.ts';
import { PlanId } from '../../../engine/model/ids.ts';
import { REFUSAL_REASONS, type Hold, type RefusalDetails } from '../../../engine/model/plan.ts';
import { PROBLEM_CODES, type ProblemDetails } from '../../../engine/model/problem.ts';
import { ACTION_LABELS } from '../../../engine/text/app/action-labels.ts';
import {
  explainHold,
  explainNotice,
  explainProblem,
  explainRefusal,
} from '../../../engine/text/app/explain.ts';
import type { Words } from '../../../engine/text/words.ts';
import { VOL_A } from '../../fakes/builders.ts';

const EVIL = 'a\u001b[2Jb\u202e\nc';
const PLAN = PlanId.parse('plan-0123456789ab');
const FOUNDS = ['key-alone', 'both-local', 'immutable', 'unsafe-folder', 'unreadable', '1200'];
const PROBLEM_DETAILS: ProblemDetails = {
  side: 'standby',
  endpoint: 'ssh://root@spare.local',
  path: '/Volumes/Users',
  exitCode: 23,
  count: 1234,
  files: ['a', 'b'],
  expected: 'SHA256:AAA',
  text: 'no route to host',
};
const REFUSAL_DETAILS: RefusalDetails = {
  path: '/Volumes/Users',
  expected: '50210',
  neededBytes: 2_000_000_000,
  freeBytes: 1_000_000,
  count: 12,
  pattern: '*.tmp',
  planId: PLAN,
};

/** Whole sentences without a hole in them, and nothing to type at a prompt. */
function expectForTheApp({ message, remedy = '' }: Words): void {
  const text = `${message} ${remedy}`;
  expect(text).not.toMatch(/undefined|NaN|null|\[object|\s{2}|\s[.,;:](?!warmspare)|\.\.|\(\)|""/);
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(text).not.toMatch(
    /warmspare [a-z]|\s--\w|\bNAME\b|\bbrew\b|sudo port|\bch(flags|attr|own|mod|age)\b|ssh-keygen|sshd -t|security unlock/,
  );
  expect(message).toMatch(/^[\p{Lu}\d/].+\.$/su);
  expect(remedy).toMatch(/^\p{Lu}.+[.?]$/su);
  expect(text).not.toMatch(/[Oo]ops/);
}

function evil<T extends object>(details: T): T {
  const entries = Object.entries(details).map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'string' && key !== 'side' && key !== 'planId' ? EVIL : value,
  ]);
  return Object.fromEntries(entries) as T;
}

describe.each(PROBLEM_CODES)('in the app, the words for %s', (code) => {
  it('are whole, with a remedy and without a command, whatever is known of it', () => {
    const all = [{}, PROBLEM_DETAILS, ...FOUNDS.map((found) => ({ ...PROBLEM_DETAILS, found }))];
    for (const details of [...all, evil(PROBLEM_DETAILS)])
      for (const pairName of [undefined, 'office'])
        expectForTheApp(explainProblem({ code, retry: 'person', details }, pairName));
  });
});

describe.each(REFUSAL_REASONS)('in the app, the words for %s', (reason) => {
  it('are whole, with a remedy and a button for it, and without a command', () => {
    for (const details of [{}, REFUSAL_DETAILS, evil({ ...REFUSAL_DETAILS, found: '1200' })])
      for (const pairName of [undefined, 'office']) {
        const words = explainRefusal({ reason, details }, pairName);
        expectForTheApp(words);
        expect(words.action).toBeDefined();
      }
  });
});

describe('in the app', () => {
  it('a held run is looked at and approved, or without a plan looked at again', () => {
    const hold: Hold = { volumeId: VOL_A, reason: 'deletes', count: 50_210, limit: 10_000, sample: [] };
    const message =
      'This run would delete 50,210 entries in /Volumes/Spare on the standby (the limit is 10,000). Nothing was deleted.';
    expect([PLAN, undefined].map((plan) => explainHold(hold, '/Volumes/Spare', plan))).toEqual([
      {
        message,
        remedy: 'Look at what would go, and approve it if that is right.',
        action: 'review-held',
      },
      { message, remedy: 'Look at it in a preview.', action: 'preview' },
    ]);
  });

  it('a source that has shrunk can be approved, and only where there is a plan to approve', () => {
    const { planId, ...unplanned } = REFUSAL_DETAILS;
    const [withPlan, without] = [{ ...unplanned, planId }, unplanned].map((details) =>
      explainRefusal({ reason: 'source.husk', details } as Parameters<typeof explainRefusal>[0]),
    );
    expect([withPlan?.action, without?.action]).toEqual(['review-held', 'try-again']);
    expect(withPlan?.remedy).toEqual(
      'Is its disk mounted? Nothing was changed. If that is right, approve it.',
    );
  });

  it('a changed host key leads to the set-up and not to a command', () => {
    const details = { ...PROBLEM_DETAILS, found: 'SHA256:BBB' };
    const { remedy, action } = explainProblem({
      code: 'endpoint.host-key-changed',
      retry: 'person',
      details,
    });
    expect([remedy, action]).toEqual([
      'Nothing was sent to it. If that machine was set up anew, compare the fingerprint on its own screen, and vouch for the new one in the set-up.',
      'set-up',
    ]);
  });

  it('a bug has a report to show only where one was written', () => {
    const actionOf = (details: ProblemDetails) =>
      explainProblem({ code: 'bug', retry: 'person', details }).action;
    expect([actionOf({}), actionOf({ path: '/tmp/report' })]).toEqual([undefined, 'reveal-report']);
  });

  it.each<PlanNotice>([
    { kind: 'old-rsync', side: 'standby', version: '3.2.7' },
    { kind: 'unsafe-rsync', path: '/opt/homebrew/bin/rsync' },
    { kind: 'clock-skew', side: 'primary', milliseconds: -90_000 },
    { kind: 'pattern-matches-nothing', pattern: '*.tmp', volumeId: VOL_A },
  ])('the notice $kind asks for no command', (notice) => {
    expectForTheApp(explainNotice(notice, '/Volumes/Users'));
  });

  it('every button has its own few words', () => {
    for (const label of Object.values(ACTION_LABELS)) expect(label).toMatch(/^\p{Lu}[\p{L} ]{3,24}…?$/u);
  });
});
