import { describe, expect, it } from 'vitest';
import type { WebhookForm } from '../../../../engine/model/alert-settings.ts';
import type { AlertNotice } from '../../../../engine/model/alert.ts';
import { webhookMessage } from '../../../../engine/text/alerts/webhook.ts';
import { anAlert, anAlertNotice, CONTEXT, OFFICE, RECOVERED } from './notices.ts';

function sent(notice: AlertNotice, form: WebhookForm): unknown {
  const { url, body } = webhookMessage(
    notice,
    { url: 'https://ntfy.example/a/my-topic', form },
    'id-1',
    CONTEXT,
  );
  return { url, body: JSON.parse(body) as unknown };
}

const TITLE = 'Office: 26 hours of work would be lost (sync failed)';
const REMEDY = 'Make room there and run again; what is copied stays.';
const SENTENCES = [
  'The disk of the standby is full.',
  'If the primary died now, all work since Mon 23 Nov 2026, 03:04 would be lost (1 d 2 h).',
  'It has been so since Tue 24 Nov 2026, 03:20.',
  'One more message comes when it is over, and few reminders until then.',
];

describe('a webhook', () => {
  it('gives programs the notice as it is, and the words', () => {
    expect(sent(anAlertNotice(), 'json')).toEqual({
      url: 'https://ntfy.example/a/my-topic',
      body: {
        warmspare: 1,
        id: 'id-1',
        at: '2026-11-24T05:04:00.000Z',
        type: 'alert',
        alert: anAlert(),
        reminder: 0,
        title: TITLE,
        message: SENTENCES.join(' '),
        remedy: REMEDY,
      },
    });
  });

  it('speaks to ntfy at the root, with a topic, a title, a priority and tags', () => {
    const message = [REMEDY, ...SENTENCES].join('\n');
    expect(sent(anAlertNotice(), 'ntfy')).toEqual({
      url: 'https://ntfy.example/a/',
      body: { topic: 'my-topic', title: TITLE, message, priority: 4, tags: ['warning'] },
    });
    const priorityOf = (notice: AlertNotice) =>
      (sent(notice, 'ntfy') as { body: { priority: number } }).body.priority;
    expect(
      [
        anAlertNotice({ kind: 'host-key-changed' }),
        anAlertNotice({}, 1),
        RECOVERED,
        { type: 'test' } as const,
      ].map(priorityOf),
    ).toEqual([5, 3, 2, 3]);
  });

  it('speaks to Slack in blocks of plain text, and escapes what it shows first', () => {
    const notice = anAlertNotice({ pair: { ...OFFICE, name: '<!channel> & co' } });
    const title = '<!channel> & co: 26 hours of work would be lost (sync failed)';
    const block = (text: string) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } });
    expect(sent(notice, 'slack')).toEqual({
      url: 'https://ntfy.example/a/my-topic',
      body: {
        text: '&lt;!channel&gt; &amp; co: 26 hours of work would be lost (sync failed)',
        blocks: [block(title), block([REMEDY, ...SENTENCES].join('\n'))],
      },
    });
  });
});
