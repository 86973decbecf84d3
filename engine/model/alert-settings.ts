import { z } from 'zod';
import { PairId } from './ids.ts';

const HOUR_MS = 3_600_000;

/** The name of a secret in the keyring. The secret itself stands in no document. */
const SecretName = z.string().regex(/^alerts: [a-z -]{1,40}$/);
export const MAIL_PASSWORD = 'alerts: mail password';
export const WEBHOOK_SECRET = 'alerts: webhook secret';

const MailAddress = z.email('an address such as anna@example.com').max(254);

/** Loopback may be reached without TLS: what is sent there leaves no machine. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** `starttls`: the server must offer it. `implicit`: TLS from the first byte, usually port 465. `none`: only without a password. */
export const MailSettings = z
  .object({
    host: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a server name such as mail.example.com'),
    port: z.int().min(1).max(65_535),
    tls: z.enum(['starttls', 'implicit', 'none']),
    user: z.string().min(1).max(254).optional(),
    /** The password of `user`, in the keyring. */
    password: SecretName.optional(),
    from: MailAddress,
    to: z.array(MailAddress).min(1).max(20),
  })
  .refine(
    ({ tls, user }) => tls !== 'none' || user === undefined,
    'no user without TLS: the password would be readable',
  )
  .refine(
    ({ user, password }) => (user === undefined) === (password === undefined),
    'a user and a password, or neither',
  );
export type MailSettings = z.infer<typeof MailSettings>;

// https://ntfy.example.com:8443/topic   http://[::1]:9/x
const URL_TEXT = /^https?:\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(\/[\x21-\x7e]*)?$/;

/** Its path often is the secret: it is shown to nobody but the person who entered it. */
export const AlertUrl = z
  .string()
  .max(2000)
  .regex(URL_TEXT, 'an address such as https://example.com/…, without user and password');

export const WebhookForm = z.enum(['json', 'ntfy', 'slack']);
export type WebhookForm = z.infer<typeof WebhookForm>;

export const WebhookSettings = z
  .object({
    url: AlertUrl,
    form: WebhookForm,
    /** A header whose value is in the keyring: `Authorization`, `X-Secret`. */
    secretHeader: z
      .object({
        name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of a header'),
        value: SecretName,
      })
      .optional(),
  })
  .refine(
    ({ url, secretHeader }) =>
      secretHeader === undefined || url.startsWith('https:') || LOOPBACK.test(URL_TEXT.exec(url)?.[1] ?? ''),
    'https, since the secret would be readable',
  )
  .refine(
    ({ url, form }) => form !== 'ntfy' || /^https?:\/\/[^/]+\/(.*\/)?[A-Za-z0-9_-]{1,64}\/?$/.test(url),
    {
      message: 'the address of a topic, such as https://ntfy.sh/my-topic',
    },
  );
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/**
 * A check of an outside service in the manner of healthchecks.io: `url`/start, `url`, `url`/fail. It knocks when this machine is gone.
 * Without `pairId` it stands for all pairs, and is told of success only while none has an alert.
 */
export const DeadMan = z.object({ url: AlertUrl, pairId: PairId.optional() });
export type DeadMan = z.infer<typeof DeadMan>;

export const AlertLimits = z.object({
  /** No whole copy for longer than this; without it each pair has its own limit. */
  silenceAfterMs: z.int().min(60_000).optional(),
  unreachableAfterMs: z.int().min(0),
  /** Free space below either. */
  diskBytes: z.number().min(0),
  diskPercent: z.number().min(0).max(100),
});
export type AlertLimits = z.infer<typeof AlertLimits>;

/** Where a pair says nothing of its own: a day, and time for a long night's run. */
export const DEFAULT_SILENCE_MS = 26 * HOUR_MS;

export const DEFAULT_LIMITS: AlertLimits = {
  unreachableAfterMs: 6 * HOUR_MS,
  diskBytes: 20e9,
  diskPercent: 5,
};

/** Local time. Monday is 1, Sunday 7. */
export const DigestTime = z.object({
  weekday: z.int().min(1).max(7),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
});
export type DigestTime = z.infer<typeof DigestTime>;

export const AlertSettings = z.object({
  mail: MailSettings.optional(),
  webhook: WebhookSettings.optional(),
  deadMan: z.array(DeadMan).max(100),
  limits: AlertLimits,
  digest: DigestTime.optional(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

export const NO_ALERT_SETTINGS: AlertSettings = { deadMan: [], limits: DEFAULT_LIMITS };

/** What a webhook's or a dead-man's address may be called in messages: `https://ntfy.sh`. Its path may be a secret. */
export function siteOf(url: string): string {
  return /^https?:\/\/[^/]+/.exec(url)?.[0] ?? 'an address';
}
