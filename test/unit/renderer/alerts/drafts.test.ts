import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  MAIL_PASSWORD,
  WEBHOOK_SECRET,
  type DeadMan,
} from '../../../../engine/model/alert-settings.ts';
import { PairId } from '../../../../engine/model/ids.ts';
import { checkDraftsOf, readChecks } from '../../../../renderer/screens/alerts/checks-draft.ts';
import { limitsDraftOf, readLimits, type Limits } from '../../../../renderer/screens/alerts/limits-draft.ts';
import {
  mailDraftOf,
  readMail,
  withTls,
  type MailDraft,
} from '../../../../renderer/screens/alerts/mail-draft.ts';
import {
  readWebhook,
  webhookDraftOf,
  type WebhookDraft,
} from '../../../../renderer/screens/alerts/webhook-draft.ts';
import { aMail } from '../../../fakes/alert-builders.ts';

const PAIR = PairId.parse('pair-office0001');

describe('mail that is typed', () => {
  const GOOD = mailDraftOf(aMail());
  const faultsOf = (to: Partial<MailDraft>): string[] => [...readMail({ ...GOOD, ...to }).faults];

  it('is what was stored when it is only looked at', () => {
    for (const mail of [aMail(), aMail({ to: ['a@example.com', 'b@example.com'], port: 2525 })])
      expect(readMail(mailDraftOf(mail)).mail).toEqual(mail);
  });

  it('takes several addresses as people separate them, and no user without a name', () => {
    const { mail } = readMail({ ...GOOD, to: ' a@example.com; b@example.com,\nc@example.com ', user: '  ' });
    expect(mail).toEqual({
      host: 'mail.example.com',
      port: 587,
      tls: 'starttls',
      from: 'a@example.com',
      to: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
  });

  it('names the field that is not good, all of them at once', () => {
    expect(faultsOf({ host: 'mail server' })).toEqual(['host']);
    expect(faultsOf({ port: '0' })).toEqual(['port']);
    expect(faultsOf({ port: '5 87' })).toEqual(['port']);
    expect(faultsOf({ to: '' })).toEqual(['to']);
    expect(faultsOf({ to: 'a@example.com, b' })).toEqual(['to']);
    expect(faultsOf({ tls: 'none' })).toEqual(['user']);
    expect(faultsOf({ host: '', from: 'me', port: 'x', tls: 'none' })).toEqual([
      'host',
      'port',
      'from',
      'user',
    ]);
  });

  it('has the usual port of each kind of encryption, unless another one was typed', () => {
    expect(withTls(GOOD, 'implicit').port).toBe('465');
    expect(withTls({ ...GOOD, port: '2525' }, 'implicit').port).toBe('2525');
  });

  it('names the password and does not hold it', () => {
    expect(readMail(GOOD).mail?.password).toBe(MAIL_PASSWORD);
  });
});

describe('a webhook that is typed', () => {
  const GOOD: WebhookDraft = { url: 'https://ntfy.sh/my-topic', form: 'ntfy', header: 'Authorization' };

  it('is what was stored when it is only looked at', () => {
    const { webhook } = readWebhook(GOOD);
    expect(webhook).toEqual({
      url: 'https://ntfy.sh/my-topic',
      form: 'ntfy',
      secretHeader: { name: 'Authorization', value: WEBHOOK_SECRET },
    });
    expect(webhookDraftOf(webhook)).toEqual(GOOD);
  });

  it('says what of it is not good', () => {
    const faultsOf = (to: Partial<WebhookDraft>) => readWebhook({ ...GOOD, ...to }).faults;
    expect(faultsOf({ url: '' })).toEqual({ url: 'address' });
    expect(faultsOf({ url: 'ntfy.sh/my-topic' })).toEqual({ url: 'address' });
    expect(faultsOf({ url: 'https://ntfy.sh/' })).toEqual({ url: 'topic' });
    expect(faultsOf({ url: 'http://ntfy.example.com/my-topic' })).toEqual({ url: 'readable' });
    expect(faultsOf({ header: 'My Header' })).toEqual({ header: 'name' });
    expect(faultsOf({ url: 'x', header: 'My Header' })).toEqual({ url: 'address', header: 'name' });
    expect(faultsOf({ url: 'https://ntfy.sh/', header: 'My Header' })).toEqual({
      url: 'topic',
      header: 'name',
    });
    expect(faultsOf({ url: 'http://127.0.0.1:9/t' })).toEqual({});
  });
});

describe('dead-man’s checks that are typed', () => {
  const STORED: readonly DeadMan[] = [
    { url: 'https://hc-ping.com/one' },
    { url: 'https://hc-ping.com/two', pairId: PAIR },
  ];

  it('are those that were stored when they are only looked at', () => {
    expect(readChecks(checkDraftsOf(STORED))).toEqual({ deadMan: STORED, faults: new Map() });
  });

  it('are one for all pairs and one for each, and addresses', () => {
    const drafts = checkDraftsOf([...STORED, { url: 'https://hc-ping.com/three', pairId: PAIR }]);
    const typed = [...drafts, { key: 'a', url: ' ', of: PAIR }, { key: 'b', url: 'hc-ping.com/x', of: PAIR }];
    expect(readChecks(typed)).toEqual({
      deadMan: undefined,
      faults: new Map([
        ['stored-2', 'twice'],
        ['a', 'empty'],
        ['b', 'address'],
      ]),
    });
  });
});

describe('limits that are typed', () => {
  const minutes = fc.integer({ min: 1, max: 99_999 }).map((count) => count * 60_000);
  const stored: fc.Arbitrary<Limits> = fc.record({
    limits: fc.oneof(
      fc.constant(DEFAULT_LIMITS),
      fc.record({
        silenceAfterMs: minutes,
        unreachableAfterMs: fc.oneof(fc.constant(0), minutes),
        diskBytes: fc.integer({ min: 0, max: 5_000 }).map((count) => count * 1e8),
        diskPercent: fc.constantFrom(0, 5, 12.5, 100),
      }),
    ),
    digest: fc.option(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        hour: fc.integer({ min: 0, max: 23 }),
        minute: fc.integer({ min: 0, max: 59 }),
      }),
      { nil: undefined },
    ),
  });

  it('are those that were stored when they are only looked at', () => {
    fc.assert(
      fc.property(stored, (limits) => {
        expect(readLimits(limitsDraftOf(limits)).limits).toEqual(limits);
      }),
    );
  });

  it('name each field that is not good; what is not chosen may be anything', () => {
    const draft = limitsDraftOf({ limits: DEFAULT_LIMITS, digest: undefined });
    const bad = { amount: '1.5', unit: 'days' } as const;
    expect(readLimits({ ...draft, silent: bad, time: 'noonish' }).faults).toEqual(new Set());
    expect([
      ...readLimits({
        ...draft,
        silence: 'own',
        silent: { amount: '0', unit: 'hours' },
        unreachable: bad,
        gigabytes: '20 GB',
        percent: '101',
        digest: 'weekly',
        time: '25:00',
      }).faults,
    ]).toEqual(['silent', 'unreachable', 'gigabytes', 'percent', 'time']);
  });
});
