import type { AlertsView, KeptSecret } from '../../api/alerts.ts';
import type { AlertChannel, OutboxView, TestedChannel } from '../../model/alert-outbox.ts';
import { siteOf, type AlertLimits, type AlertSettings } from '../../model/alert-settings.ts';
import type { Pair } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import type { Problem } from '../../model/problem.ts';
import { countOf, formatAge, formatBytes } from '../../text/amounts.ts';
import { formatTime } from '../../text/times.ts';
import { joinWords } from '../../text/words.ts';
import { formatDigestTime } from '../arguments/digest-argument.ts';
import { problemWords } from '../text/explain.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';

const CHANNELS: Readonly<Record<AlertChannel, string>> = { mail: 'Mail', webhook: 'Webhook' };
const TLS = { starttls: 'STARTTLS', implicit: 'TLS', none: 'no TLS' };

/** Where alerts go, when, and what waits. Of an address no more than the site: its path may be a secret. */
export function printAlerts(view: AlertsView, pairs: readonly Pair[], context: PrintContext): string {
  const { settings, secrets, outbox, deadMan } = view;
  const trouble = deadMan === undefined ? '' : `\n${joinWords(problemWords(deadMan))}`;
  return formatFields([
    ['Mail', mailText(settings, secrets.mailPassword)],
    ['Webhook', webhookText(settings, secrets.webhookSecret)],
    ['Checks', `${checksText(settings, pairs)}${trouble}`],
    ['Digest', settings.digest === undefined ? 'none' : `every ${formatDigestTime(settings.digest)}`],
    ['Told of', limitsText(settings.limits)],
    ['Waiting', waitingText(outbox, context)],
  ]);
}

function mailText({ mail }: AlertSettings, password: KeptSecret): string {
  if (mail === undefined) return 'none. Set it up with: warmspare alert mail --help';
  const { host, port, tls, from, to, user } = mail;
  return [
    `to ${to.map(printable).join(', ')}`,
    `from ${printable(from)} through ${host}:${String(port)}, ${TLS[tls]}`,
    ...(user === undefined ? [] : [`as ${printable(user)}; ${secretText('the password', password)}`]),
  ].join('\n');
}

function webhookText({ webhook }: AlertSettings, secret: KeptSecret): string {
  if (webhook === undefined) return 'none. Set it up with: warmspare alert webhook --help';
  const { url, form, secretHeader } = webhook;
  return [
    `${printable(siteOf(url))}/…, as ${form}`,
    ...(secretHeader === undefined
      ? []
      : [`with the header ${secretHeader.name}; ${secretText('its value', secret)}`]),
  ].join('\n');
}

function secretText(what: string, secret: KeptSecret): string {
  switch (secret.state) {
    case 'not-wanted':
      return `${what} is not wanted`;
    case 'kept':
      return `${what} is in the keyring`;
    case 'missing':
      return `${what} is not in the keyring any more: enter it again`;
    case 'unknown':
      return `nobody knows whether ${what} is kept: ${joinWords(problemWords(secret.problem))}`;
  }
}

function checksText({ deadMan }: AlertSettings, pairs: readonly Pair[]): string {
  if (deadMan.length === 0) return 'none';
  const nameOf = (pairId: string): string =>
    printable(pairs.find(({ id }) => id === pairId)?.name ?? 'a pair that was removed');
  return deadMan
    .map(({ url, pairId }) => `${siteOf(url)}/… of ${pairId === undefined ? 'all pairs' : nameOf(pairId)}`)
    .join('\n');
}

export function limitsText(limits: AlertLimits): string {
  const { silenceAfterMs, unreachableAfterMs, diskBytes, diskPercent } = limits;
  return [
    silenceAfterMs === undefined
      ? 'a copy that is older than its pair’s schedule allows'
      : `a copy that is older than ${formatAge(silenceAfterMs)}`,
    `a machine that is not reached for ${formatAge(unreachableAfterMs)}`,
    `a disk with less free than ${formatBytes(diskBytes)} or ${String(diskPercent)} %`,
  ].join('\n');
}

function waitingText(outbox: OutboxView, context: PrintContext): string {
  const { waiting, trouble, storage } = outbox;
  const lines = (['mail', 'webhook'] as const).flatMap((channel) => {
    const each = trouble[channel];
    if (each === undefined) return [];
    const times = `since ${formatTime(each.since, context)}, tried again at ${formatTime(each.nextTryAt, context)}`;
    return [`${CHANNELS[channel]}, ${times}: ${wordsOf(each.problem)}`];
  });
  return [
    waiting === 0 ? 'nothing' : countOf(waiting, 'message'),
    ...lines,
    ...(storage === undefined ? [] : [`Kept in memory only: ${wordsOf(storage)}`]),
  ].join('\n');
}

/** For whoever looks at something else; `undefined`: all is well. */
export function alertTroubleLine({ waiting, trouble, storage }: OutboxView): string | undefined {
  const [problem] = [trouble.mail?.problem, trouble.webhook?.problem, storage].filter(
    (one) => one !== undefined,
  );
  if (problem === undefined) return undefined;
  const what = waiting === 0 ? 'Alerts' : countOf(waiting, 'alert');
  return `${what} cannot be sent: ${problemWords(problem).message} More: warmspare alert show`;
}

export function printTested({ channel, problem }: TestedChannel): string {
  return `${CHANNELS[channel]}: ${problem === undefined ? 'sent. See whether it arrives.' : wordsOf(problem)}`;
}

function wordsOf(problem: Problem): string {
  return joinWords(problemWords(problem));
}
