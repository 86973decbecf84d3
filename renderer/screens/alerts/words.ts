import type { AlertChannel } from '../../../engine/model/alert-outbox.ts';
import type { MailSettings, WebhookForm } from '../../../engine/model/alert-settings.ts';
import { countOf } from '../../../engine/text/amounts.ts';
import type { CheckFault } from './checks-draft.ts';
import type { LimitField } from './limits-draft.ts';
import type { MailField } from './mail-draft.ts';
import type { WebhookFaults } from './webhook-draft.ts';

/** What the page of alerts says. */
export const WORDS = {
  title: 'Alerts',
  sub: 'Of all pairs. They are sent while Warmspare runs on this machine, or its service does.',
  notKnown: 'The alert settings cannot be read',

  now: 'Now',
  nobody: 'Nobody is told when something goes wrong',
  nobodyWhy:
    'A sync that fails or stays away shows only here and in the menu bar. Set up mail or a webhook, and you learn of it wherever you are.',
  hereAlone: 'Only who sits at this machine is told',
  hereAloneWhy:
    'Notifications show here while the app runs. Set up mail or a webhook, and you learn of it wherever you are.',
  well: 'Nothing is wrong',
  wellWhy: 'You are told when that changes.',
  noPairs: 'There is no pair yet',
  noPairsWhy: 'Alerts begin with the first one.',
  removed: 'A pair that was removed',
  waiting: (count: number) => `${countOf(count, 'message')} ${count === 1 ? 'waits' : 'wait'} to be sent`,
  notThrough: (channel: AlertChannel) => `Alerts ${CHANNEL_WAYS[channel]} do not get through`,
  tried: (tries: number, since: string, next: string) =>
    `It began ${since}, and was tried ${tries === 1 ? 'once' : `${String(tries)} times`}. Next try ${next}.`,
  notKept: 'What waits is kept in memory alone',
  notKeptMeans: 'It would be forgotten when Warmspare ends.',
  notPinged: 'A dead-man’s check was not told',
  notPingedMeans: 'Its service may knock although all is well. The next sync tells it again.',

  since: (when: string) => `It began ${when}.`,
  told: (when: string) => `You were told ${when}.`,
  remind: (when: string) => `Next reminder ${when}.`,
  notYet: 'Told only if it lasts.',
  noneTold: 'Nobody was told.',

  here: 'On this machine',
  notifications: 'Notifications',
  notificationsWhy: 'When syncs begin to end badly, and when they are good again.',

  elsewhere: 'Wherever you are',
  mail: 'Mail',
  mailNone: 'Not set up. Any mail account that may send will do.',
  mailTo: (to: string) => `To ${to}`,
  mailBy: (host: string, port: number, tls: string) => `through ${host}:${String(port)}, ${tls}`,
  webhook: 'Webhook',
  webhookNone: 'Not set up. An address that alerts are posted to: ntfy, Slack, or a program of yours.',
  webhookTo: (site: string, form: string) => `${site}/…, as ${form}`,
  setUp: (what: string) => `Set Up ${what}…`,
  change: 'Change…',
  changeOf: (what: string) => `Change ${what}`,
  remove: 'Remove…',
  removeOf: (what: string) => `Remove: ${what}`,
  test: 'Send a Test',
  testOf: (what: string) => `Send a test: ${what}`,
  testing: 'Sending…',
  sent: 'Sent. See whether it arrives.',
  cancel: 'Cancel',
  save: 'Save',
  mendFirst: 'Mend what is marked in red first.',
  changedElsewhere: 'This was changed elsewhere meanwhile. Saving puts what you see here in its place.',

  kept: (what: string) => `${what} is kept in the keyring.`,
  missing: (what: string) =>
    `The keyring does not hold ${what} any more: nothing can be sent. Enter it again.`,
  unknown: (what: string) => `Nobody knows whether ${what} is kept:`,
  thePassword: 'the password',
  theSecret: 'the secret',

  server: 'Mail server',
  serverHint: 'As your provider names it: smtp.example.com',
  port: 'Port',
  encryption: 'Encryption',
  user: 'User',
  userHint: 'Often the mail address. Empty where the server asks for none.',
  password: 'Password',
  passwordHint:
    'Goes to the keyring of this machine, and nowhere else. Many providers want one made for one app.',
  keepSecret: 'Kept in the keyring. Leave it empty to keep it.',
  enterAgain: 'What was entered for one server is never sent to another: enter it once more.',
  passwordMissing: 'Type the password: it has to be entered for this server and this user.',
  secretMissing: 'Type the secret: it has to be entered for this address.',
  from: 'From',
  fromHint: 'An address that this account may send from.',
  to: 'To',
  toHint: 'Several are separated by commas.',
  removeMail: 'Send no mail any more?',
  removeMailText:
    'The server is forgotten, and its password taken from the keyring. Messages that wait are dropped.',

  url: 'Address',
  urlHint: 'Whoever has it can read or send what is there: keep it to yourself.',
  form: 'Form',
  header: 'Secret header',
  headerHint: 'Only if it asks for one, such as Authorization. Empty: none.',
  secret: 'Its value',
  secretHint: 'Goes to the keyring of this machine, and nowhere else.',
  removeWebhook: 'Send nothing to the webhook any more?',
  removeWebhookText:
    'Its address is forgotten, and its secret taken from the keyring. Messages that wait are dropped.',

  checks: 'When this machine itself is gone',
  checksNote:
    'An outside service such as healthchecks.io is told of the start and the end of each sync, and knocks when it hears nothing. There is no test: it would tell the service of a sync that was none.',
  check: 'Dead-man’s check',
  checksNone: 'Not set up. Nobody would notice that this machine is off.',
  checkOf: (site: string, whose: string) => `${site}/…, of ${whose}`,
  checkUrl: (at: number) => `Address ${String(at + 1)}`,
  checkUrlHint: 'It is asked for as it is, with /start and with /fail.',
  checkPair: 'Told of',
  allPairs: 'all pairs',
  addCheck: 'Add an Address',

  limits: 'What you are told of',
  limitsNote:
    'Once, at once; reminded after 1 h, 4 h, 1 day, 3 days and then weekly; and once more when it is over.',
  always: 'A sync that fails, waits for you or is not complete, and a host key that changes',
  limitRows: 'And of',
  silencePair: 'a copy that is older than its pair’s schedule allows',
  silence: (age: string) => `a copy that is older than ${age}`,
  unreachable: (age: string) => `a machine that is not reached for ${age}`,
  disk: (size: string, share: string) => `a disk of the spare with less free than ${size} or ${share} %`,
  digest: (day: string, time: string) => `Every ${day} at ${time}, how all pairs are`,
  noDigest: 'No weekly message that all is well',
  editSilence: 'No new copy',
  silenceChoices: {
    pair: { title: 'For longer than the pair’s schedule allows', detail: 'Without a schedule, 26 hours.' },
    own: { title: 'For longer than' },
  },
  amount: 'Amount',
  unit: 'Unit',
  editUnreachable: 'A machine is not reached for',
  gigabytes: 'Less is free on the spare’s disk than',
  gigabytesHint: 'In GB.',
  percent: 'Or less of the disk than',
  percentHint: 'In per cent.',
  editDigest: 'Weekly message',
  digestChoices: {
    none: { title: 'None' },
    weekly: { title: 'Once a week, how all pairs are', detail: 'If it stays away, look after Warmspare.' },
  },
  weekday: 'Day',
  time: 'Time',
  usual: 'Usual Limits',
} as const;

const CHANNEL_WAYS: Readonly<Record<AlertChannel, string>> = { mail: 'by mail', webhook: 'to the webhook' };

export const TLS_NAMES: Readonly<Record<MailSettings['tls'], string>> = {
  starttls: 'STARTTLS',
  implicit: 'TLS from the start',
  none: 'None',
};

export const TLS_WORDS: Readonly<Record<MailSettings['tls'], string>> = {
  starttls: 'encrypted',
  implicit: 'encrypted',
  none: 'not encrypted',
};

export const FORM_NAMES: Readonly<Record<WebhookForm, string>> = {
  json: 'JSON',
  ntfy: 'ntfy',
  slack: 'Slack',
};

export const MAIL_FAULTS: Readonly<Record<MailField, string>> = {
  host: 'Type the name of a mail server, such as smtp.example.com.',
  port: 'Type a number from 1 to 65535.',
  user: 'Without encryption there can be no user: the password would be readable on the way.',
  from: 'Type one mail address, such as spare@example.com.',
  to: 'Type one or more mail addresses, such as anna@example.com.',
};

export const URL_FAULTS: Readonly<Record<NonNullable<WebhookFaults['url']>, string>> = {
  address: 'Type an address such as https://example.com/…, without user and password in it.',
  topic: 'Type the address of a topic, such as https://ntfy.sh/my-topic.',
  readable: 'Type one that begins with https: the secret would be readable on the way.',
};

export const HEADER_FAULT = 'Type the name of a header, such as Authorization.';

export const CHECK_FAULTS: Readonly<Record<CheckFault, string>> = {
  empty: 'Type the address that the service gave you.',
  address: 'Type an address such as https://hc-ping.com/…, without user and password in it.',
  twice: 'There is one for this above.',
};

export const LIMIT_FAULTS: Readonly<Record<LimitField, string>> = {
  silent: 'Type a whole number from 1.',
  unreachable: 'Type a whole number from 0.',
  gigabytes: 'Type an amount such as 20 or 0.5.',
  percent: 'Type a share from 0 to 100.',
  time: 'Type a time of day such as 08:00.',
};
