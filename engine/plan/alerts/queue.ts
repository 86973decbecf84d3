import type { AlertNotice } from '../../model/alert.ts';
import type { ChannelTrouble, OutboxEntry } from '../../model/alert-outbox.ts';
import type { Problem } from '../../model/problem.ts';
import { isoOf, pastMs } from './moments.ts';

/** More wait only where each is the newest word about something. */
export const MOST_WAITING = 200;

/**
 * Adds what is to be sent, in order. A reminder takes the place of one about the same that has not gone yet, and a runbook, with what
 * changed in both, that of an older one. Where too many wait, the
 * oldest reminders go first, then what newer words have overtaken; the newest word about each kind of each pair stays.
 */
export function enqueue(
  queue: readonly OutboxEntry[],
  added: readonly OutboxEntry[],
  most = MOST_WAITING,
): OutboxEntry[] {
  const all = added.reduce<OutboxEntry[]>(
    (waiting, entry) => {
      const rest = isReminder(entry)
        ? waiting.filter((one) => !(isReminder(one) && isAboutSame(one, entry)))
        : waiting;
      return withRunbook(rest, entry);
    },
    [...queue],
  );
  return [isReminder, () => true].reduce((waiting, mayGo) => dropped(waiting, mayGo, most), all);
}

function withRunbook(waiting: readonly OutboxEntry[], entry: OutboxEntry): OutboxEntry[] {
  const { notice } = entry;
  if (notice.type !== 'runbook') return [...waiting, entry];
  const isOlder = (one: OutboxEntry): boolean => isAboutSame(one, entry) && one.to === undefined;
  const before = waiting
    .filter(isOlder)
    .flatMap((one) => (one.notice.type === 'runbook' ? one.notice.changes : []));
  const changes = [...new Set([...before, ...notice.changes])];
  return [...waiting.filter((one) => !isOlder(one)), { ...entry, notice: { ...notice, changes } }];
}

function dropped(
  queue: readonly OutboxEntry[],
  mayGo: (entry: OutboxEntry) => boolean,
  most: number,
): OutboxEntry[] {
  let surplus = queue.length - most;
  const newest = new Set(
    new Map(queue.flatMap((entry) => subjectsOf(entry).map((subject) => [subject, entry.id]))).values(),
  );
  return queue.filter((entry) => {
    if (surplus <= 0 || newest.has(entry.id) || !mayGo(entry)) return true;
    surplus -= 1;
    return false;
  });
}

function isReminder({ notice }: OutboxEntry): boolean {
  return notice.type === 'alert' && notice.reminder > 0;
}

function isAboutSame(a: OutboxEntry, b: OutboxEntry): boolean {
  return a.channel === b.channel && kindOf(a.notice) === kindOf(b.notice);
}

function kindOf(notice: AlertNotice): string {
  if (notice.type === 'alert') return `${notice.alert.pair.id} ${notice.alert.kind}`;
  return notice.type === 'runbook' ? `${notice.pair.id} runbook` : notice.type;
}

/** What there is one newest word about: on each channel the kinds of a pair, and the digest. */
function subjectsOf({ channel, notice }: OutboxEntry): string[] {
  switch (notice.type) {
    case 'alert':
      return [`${channel} ${notice.alert.pair.id} ${notice.alert.kind}`];
    case 'recovered':
      return notice.kinds.map((kind) => `${channel} ${notice.pair.id} ${kind}`);
    case 'runbook':
      return [`${channel} ${notice.pair.id} runbook`];
    case 'digest':
    case 'test':
      return [`${channel} ${notice.type}`];
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Doubling from a minute to an hour; where a person has to do something first, from five minutes to six hours. */
export function retryDelayMs({ retry }: Problem, tries: number): number {
  const [first, longest] = retry === 'transient' ? [MINUTE_MS, HOUR_MS] : [5 * MINUTE_MS, 6 * HOUR_MS];
  return Math.min(longest, first * 2 ** Math.min(tries - 1, 20));
}

export function troubleAfter(
  before: ChannelTrouble | undefined,
  problem: Problem,
  now: number,
): ChannelTrouble {
  const tries = (before?.tries ?? 0) + 1;
  const since = isoOf(pastMs(before?.since, now) ?? now);
  return { problem, since, tries, nextTryAt: isoOf(now + retryDelayMs(problem, tries)) };
}

/** A clock that was set back makes nobody wait for longer than the longest delay. */
export function isTryDue(trouble: ChannelTrouble | undefined, now: number): boolean {
  if (trouble === undefined) return true;
  const at = Date.parse(trouble.nextTryAt);
  return at <= now || at > now + retryDelayMs(trouble.problem, trouble.tries);
}
