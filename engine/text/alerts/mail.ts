import type { AlertNotice } from '../../model/alert.ts';
import type { TimeContext } from '../times.ts';
import { escapeHtml } from './escape-html.ts';
import { noticeText, type NoticeText } from './notice-text.ts';

/** One mail, in both forms. The subject is one line. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function mailText(notice: AlertNotice, context: TimeContext): MailText {
  const text = noticeText(notice, context);
  return { subject: text.subject, text: plainOf(text), html: htmlOf(text) };
}

function plainOf({ subject, paragraphs, toDo, rows }: NoticeText): string {
  const parts = [
    subject,
    ...(toDo === undefined ? [] : [`What to do: ${toDo}`]),
    ...paragraphs,
    ...rows.map(({ name, text }) => `- ${name}: ${text}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** One column, the phone's own letters, colours for light and dark; without pictures, links and anything to load. */
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 16px; background: #ffffff; color: #1d1d1f; font: 17px/1.45 -apple-system, system-ui, sans-serif; }
main { max-width: 560px; margin: 0 auto; overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; padding-left: 12px; border-left: 4px solid #6e6e73; font-size: 21px; line-height: 1.3; }
h1.bad { border-color: #c9372c; } h1.good { border-color: #1f845a; }
p, li { margin: 0 0 12px; } ul { padding-left: 20px; } .do { font-weight: 600; } .bad-row strong { color: #c9372c; }
footer { margin-top: 24px; font-size: 13px; color: #6e6e73; }
@media (prefers-color-scheme: dark) {
  body { background: #1d1d1f; color: #f5f5f7; } footer { color: #a1a1a6; } .bad-row strong { color: #ff8f85; }
}`.trim();

function htmlOf({ subject, paragraphs, toDo, rows, tone }: NoticeText): string {
  const list = rows.map(
    (row) =>
      `<li class="${row.tone}-row"><strong>${escapeHtml(row.name)}</strong><br>${escapeHtml(row.text)}</li>`,
  );
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1 class="${tone}">${escapeHtml(subject)}</h1>`,
    ...(toDo === undefined ? [] : [`<p class="do">${escapeHtml(toDo)}</p>`]),
    ...paragraphs.map((each) => `<p>${escapeHtml(each)}</p>`),
    ...(list.length === 0 ? [] : ['<ul>', ...list, '</ul>']),
    '<footer>Sent by Warmspare.</footer>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
