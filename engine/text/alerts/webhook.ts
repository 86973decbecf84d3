import type { WebhookSettings } from '../../model/alert-settings.ts';
import type { AlertNotice } from '../../model/alert.ts';
import type { TimeContext } from '../times.ts';
import { noticeText, type NoticeText } from './notice-text.ts';

/** A POST of JSON. */
export interface WebhookMessage {
  readonly url: string;
  readonly body: string;
}

/** `id` is the same however often it is sent. */
export function webhookMessage(
  notice: AlertNotice,
  { url, form }: Pick<WebhookSettings, 'url' | 'form'>,
  id: string,
  context: TimeContext,
): WebhookMessage {
  const text = noticeText(notice, context);
  switch (form) {
    case 'json':
      return { url, body: JSON.stringify(jsonForm(notice, text, id, context)) };
    case 'ntfy': {
      const { root, topic } = topicOf(url);
      return { url: root, body: JSON.stringify({ topic, ...ntfyForm(notice, text) }) };
    }
    case 'slack':
      return { url, body: JSON.stringify(slackForm(text)) };
  }
}

/** For programs: the notice as it is, and the same in words. */
function jsonForm(notice: AlertNotice, text: NoticeText, id: string, { now }: TimeContext): object {
  const { subject, paragraphs, toDo } = text;
  return {
    warmspare: 1,
    id,
    at: new Date(now).toISOString(),
    ...notice,
    title: subject,
    message: paragraphs.join(' '),
    ...(toDo === undefined ? {} : { remedy: toDo }),
  };
}

/** ntfy takes JSON at its root (docs.ntfy.sh/publish, "Publish as JSON"), where a title may be of any letters. */
function ntfyForm(notice: AlertNotice, text: NoticeText): object {
  return {
    title: text.subject,
    message: bodyOf(text),
    priority: priorityOf(notice),
    tags: [
      text.tone === 'bad' ? 'warning' : text.tone === 'good' ? 'white_check_mark' : 'information_source',
    ],
  };
}

/** 1 to 5. What endangers work wakes people, what is over or well does not. */
function priorityOf(notice: AlertNotice): number {
  if (notice.type !== 'alert') return notice.type === 'test' ? 3 : 2;
  const { kind } = notice.alert;
  if (notice.reminder > 0 || kind === 'partial' || kind === 'held' || kind === 'disk-nearly-full') return 3;
  return kind === 'host-key-changed' ? 5 : 4;
}

/** `https://ntfy.sh/my-topic` */
function topicOf(url: string): { readonly root: string; readonly topic: string } {
  const [, root = url, topic = ''] = /^(.*\/)([^/]+)\/?$/.exec(url) ?? [];
  return { root, topic };
}

/** Slack reads `&`, `<` and `>` as its own marks (docs.slack.dev, "Formatting message text"). `text` is what its notification shows. */
function slackForm(text: NoticeText): object {
  const title = forSlack(text.subject);
  return {
    text: title,
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: cut(text.subject, 3000), emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: cut(bodyOf(text), 3000), emoji: false } },
    ],
  };
}

function forSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function bodyOf({ paragraphs, toDo, rows }: NoticeText): string {
  return [
    ...(toDo === undefined ? [] : [toDo]),
    ...paragraphs,
    ...rows.map(({ name, text }) => `${name}: ${text}`),
  ].join('\n');
}
