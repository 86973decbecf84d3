import type {
  AlertedPair,
  AlertNotice,
  DigestLine,
  RecoveredNotice,
  RunbookNotice,
} from '../../model/alert.ts';
import { countOf } from '../amounts.ts';
import { displayName } from '../display-name.ts';
import type { TimeContext } from '../times.ts';
import { capitalised } from '../words.ts';
import { alertHeadline, alertWords, kindWords } from './alert-words.ts';
import { lossHeadline, lossSentence, mailTime } from './loss-words.ts';

/** What every form is made of. Plain text, with hidden characters made visible; nothing is escaped for HTML yet. */
export interface NoticeText {
  /** What would be lost, first of all: `Office: 26 hours of work would be lost (sync failed)` */
  readonly subject: string;
  /** Sentences, one paragraph each. */
  readonly paragraphs: readonly string[];
  readonly toDo: string | undefined;
  /** Of a digest, one a pair. */
  readonly rows: readonly NoticeRow[];
  readonly tone: NoticeTone;
}

export interface NoticeRow {
  readonly name: string;
  readonly text: string;
  readonly tone: NoticeTone;
}

export type NoticeTone = 'bad' | 'good' | 'plain';

export function noticeText(notice: AlertNotice, context: TimeContext): NoticeText {
  switch (notice.type) {
    case 'alert':
      return alertText(notice, context);
    case 'recovered':
      return recoveredText(notice, context);
    case 'runbook':
      return runbookNews(notice);
    case 'digest':
      return digestText(notice.lines, context);
    case 'test':
      return {
        subject: 'Warmspare: this is a test',
        paragraphs: [
          'Alerts reach you here. Nothing is wrong: somebody pressed the button to see whether they do.',
        ],
        toDo: undefined,
        rows: [],
        tone: 'plain',
      };
  }
}

function subjectOf(pair: AlertedPair, loss: DigestLine['loss'], what: string, context: TimeContext): string {
  return `${displayName(pair.name)}: ${lossHeadline(loss, context)} (${what})`;
}

function alertText(
  { alert, reminder }: Extract<AlertNotice, { type: 'alert' }>,
  context: TimeContext,
): NoticeText {
  const { message, remedy } = alertWords(alert, context);
  const headline = `${reminder > 0 ? 'still ' : ''}${alertHeadline(alert)}`;
  const since = `It has been so since ${mailTime(alert.since, context)}${alert.count > 1 ? `, in ${countOf(alert.count, 'run')}` : ''}.`;
  return {
    subject: subjectOf(alert.pair, alert.loss, headline, context),
    paragraphs: [
      message,
      lossSentence(alert.loss, context),
      ...(alert.kind === 'silence' ? [] : [since]),
      `One more message comes when it is over${reminder > 0 ? '' : ', and few reminders until then'}.`,
    ],
    toDo: remedy,
    rows: [],
    tone: 'bad',
  };
}

function recoveredText(notice: RecoveredNotice, context: TimeContext): NoticeText {
  const { pair, kinds, since, loss, remaining } = notice;
  const over = `Over: ${kinds.map(kindWords).join(', ')}. It had been so since ${mailTime(since, context)}.`;
  const still = `Not over yet: ${remaining.map(kindWords).join(', ')}.`;
  return {
    subject: subjectOf(
      pair,
      loss,
      remaining.length === 0 ? 'well again' : `over: ${kinds.map(kindWords).join(', ')}`,
      context,
    ),
    paragraphs: [over, ...(remaining.length === 0 ? [] : [still]), lossSentence(loss, context)],
    toDo: undefined,
    rows: [],
    tone: remaining.length === 0 ? 'good' : 'plain',
  };
}

function runbookNews({ pair, changes }: RunbookNotice): NoticeText {
  const isFirst = changes.length === 0;
  return {
    subject: `${displayName(pair.name)}: the failover runbook ${isFirst ? 'is written' : 'has changed'}`,
    paragraphs: [
      'It is attached as it lies on the standby: what to do when the primary is dead.',
      ...(isFirst ? [] : ['Changed since the last one:', ...changes.map((change) => `– ${change}`)]),
    ],
    toDo: 'Keep it where you can read it when the primary is gone, on paper for one.',
    rows: [],
    tone: 'plain',
  };
}

function digestText(lines: readonly DigestLine[], context: TimeContext): NoticeText {
  const bad = lines.filter(({ alerts }) => alerts.length > 0);
  const rows = lines.map(({ pair, loss, alerts }): NoticeRow => {
    const state = alerts.length === 0 ? 'well' : alerts.map(kindWords).join(', ');
    return {
      name: displayName(pair.name),
      text: `${capitalised(state)}. If the primary died now, ${lossHeadline(loss, context)}.`,
      tone: alerts.length === 0 ? 'good' : 'bad',
    };
  });
  return {
    subject: `Warmspare, this week: ${digestHeadline(lines.length, bad.length)}`,
    paragraphs: ['Warmspare is alive and watches. This comes once a week; if it stays away, look after it.'],
    toDo: bad.length === 0 ? undefined : 'Open Warmspare, and look at the pairs that are not well.',
    rows,
    tone: bad.length === 0 ? 'good' : 'bad',
  };
}

function digestHeadline(pairs: number, bad: number): string {
  if (pairs === 0) return 'there is no pair yet';
  if (bad > 0) return `${String(bad)} of ${countOf(pairs, 'pair')} ${bad === 1 ? 'is' : 'are'} not well`;
  return pairs === 1 ? 'the pair is well' : `all ${countOf(pairs, 'pair')} are well`;
}
