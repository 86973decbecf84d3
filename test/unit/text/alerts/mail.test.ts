import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, type AlertNotice } from '../../../../engine/model/alert.ts';
import { mailText } from '../../../../engine/text/alerts/mail.ts';
import { anAlertNotice, CONTEXT, DIGEST, OFFICE, RECOVERED } from './notices.ts';

const EVIL = 'a<img src=x onerror="alert(1)">&\'\u001b[2J\u202e\r\nBcc: x@example.com';

function subjectOf(notice: AlertNotice): string {
  return mailText(notice, CONTEXT).subject;
}

async function golden(name: string): Promise<string> {
  return readFile(new URL(`../../../fixtures/alerts/${name}`, import.meta.url), 'utf8');
}

describe('a mail about an alert', () => {
  it('says in its subject what would be lost, never less than it is', () => {
    const since = (at: string) => subjectOf(anAlertNotice({ loss: { kind: 'since', at } }));
    expect([
      since('2026-11-24T05:03:59.000Z'),
      since('2026-11-24T03:34:00.000Z'),
      since('2026-11-23T03:04:00.000Z'),
      since('2026-11-19T05:03:00.000Z'),
      subjectOf(anAlertNotice({ loss: { kind: 'all' } })),
      subjectOf(anAlertNotice({ loss: { kind: 'unknown' } })),
      subjectOf(
        anAlertNotice({
          kind: 'readiness-lost',
          details: { different: 2 },
          loss: { kind: 'since', at: '2026-11-24T01:04:00.000Z', isAtLeast: true },
        }),
      ),
      subjectOf(anAlertNotice({}, 2)),
      subjectOf(RECOVERED),
      subjectOf({ ...RECOVERED, remaining: ['disk-nearly-full'] }),
      subjectOf(DIGEST),
      subjectOf({ type: 'digest', lines: [] }),
      subjectOf({ type: 'test' }),
    ]).toEqual([
      'Office: 1 minute of work would be lost (sync failed)',
      'Office: 90 minutes of work would be lost (sync failed)',
      'Office: 26 hours of work would be lost (sync failed)',
      'Office: 6 days of work would be lost (sync failed)',
      'Office: everything would be lost (sync failed)',
      'Office: nobody knows how much would be lost (sync failed)',
      'Office: at least 4 hours of work would be lost (files differ)',
      'Office: 26 hours of work would be lost (still sync failed)',
      'Office: 4 minutes of work would be lost (well again)',
      'Office: 4 minutes of work would be lost (over: sync failed, no new copy)',
      'Warmspare, this week: 1 of 2 pairs is not well',
      'Warmspare, this week: there is no pair yet',
      'Warmspare: this is a test',
    ]);
  });

  it.each([
    ['failed', anAlertNotice()],
    [
      'silence',
      anAlertNotice(
        { kind: 'silence', since: '2026-11-23T03:04:00.000Z', details: { limitMs: 93_600_000 } },
        1,
      ),
    ],
    ['recovered', RECOVERED],
    ['digest', DIGEST],
  ] as const)('reads as it is written down: %s', async (name, notice) => {
    const { text, html } = mailText(notice, CONTEXT);
    expect([text, html]).toEqual([await golden(`${name}.txt`), await golden(`${name}.html`)]);
  });

  it('has whole words for every kind, whatever is known of it', () => {
    for (const kind of ALERT_KINDS)
      for (const details of [{}, { mode: 'verify', outcome: 'refused', path: '/S', different: 1 } as const]) {
        const { subject, text } = mailText(anAlertNotice({ kind, details }), CONTEXT);
        expect(`${subject}\n${text}`).not.toMatch(/undefined|NaN|\[object| {2}|\.\./);
        expect(text).toMatch(/\nWhat to do: \p{Lu}.+\.\n/u);
      }
  });

  it('has words for a reason that a newer version wrote', () => {
    const problem = { code: 'moon.full' as 'bug', retry: 'person', details: {} } as const;
    const notice = anAlertNotice({ details: { cause: { kind: 'problem', problem } } });
    expect(mailText(notice, CONTEXT).text).toContain('nothing was written down about it');
  });

  it('lets no value become a mark, a header or a hidden character', () => {
    const notices: AlertNotice[] = [
      anAlertNotice({ pair: { ...OFFICE, name: EVIL }, details: { cause: evilCause() } }),
      anAlertNotice({ kind: 'disk-nearly-full', details: { path: EVIL, freeBytes: 1, totalBytes: 2 } }),
      anAlertNotice({ kind: 'readiness-lost', details: { text: EVIL } }),
      { type: 'digest', lines: [{ pair: { ...OFFICE, name: EVIL }, loss: { kind: 'all' }, alerts: [] }] },
    ];
    for (const notice of notices) {
      const { subject, text, html } = mailText(notice, CONTEXT);
      expect(subject).toMatch(/^[^\p{Cc}\u202e]+$/u);
      expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e|\nBcc/u);
      expect(html).not.toMatch(/<img|[^\P{Cc}\n]|\u202e/u);
    }
  });

  it('keeps every name out of the tags', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const marks = (text: string) =>
          mailText(anAlertNotice({ pair: { ...OFFICE, name: text } }), CONTEXT).html.match(/[<>"']/g);
        expect(marks(name)).toEqual(marks('x'));
      }),
    );
  });
});

function evilCause() {
  return {
    kind: 'problem',
    problem: { code: 'rsync.io', retry: 'person', details: { text: EVIL, path: EVIL, endpoint: EVIL } },
  } as const;
}
