import type { MailSettings } from '../model/alert-settings.ts';
import { EngineError, type ProblemCode } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';

/** What nodemailer puts on its errors (nodemailer 10, errors.js and smtp-connection). */
export interface MailError extends Error {
  readonly code?: string | undefined;
  /** Of the system or of OpenSSL, below nodemailer's own. */
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
  readonly recipient?: string | undefined;
  /** Where all were. */
  readonly rejected?: readonly string[] | undefined;
}

const MOST_TEXT = 200;

/** The server's words may repeat what it was told: the password does not stand in them, plain or as SMTP sends it. */
export function mailProblem(
  error: MailError,
  { host, port, user }: MailSettings,
  password: Secret | undefined,
): EngineError {
  const code = codeOf(error);
  const text = wordsOf(error, user, password);
  const recipient = error.recipient ?? error.rejected?.[0];
  return EngineError.of(
    code,
    {
      endpoint: `${host}:${String(port)}`,
      ...(text === '' ? {} : { text }),
      ...(error.responseCode === undefined ? {} : { exitCode: error.responseCode }),
      ...(recipient === undefined ? {} : { found: recipient }),
    },
    isTransient(code) ? 'transient' : 'person',
  );
}

function isTransient(code: ProblemCode): boolean {
  return code === 'mail.unreachable' || code === 'mail.timeout' || code === 'mail.deferred';
}

function codeOf(error: MailError): ProblemCode {
  const { code, originalCode = '', responseCode = 0, command = '' } = error;
  if (isCertificate(originalCode)) return 'mail.certificate';
  // 454 4.7.0 Temporary authentication failure      450 4.2.0 Greylisted
  if (responseCode >= 400 && responseCode < 500) return 'mail.deferred';
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return 'mail.auth-failed';
    case 'ETLS':
      return 'mail.no-tls';
    case 'ETIMEDOUT':
    case 'EABORT':
      return 'mail.timeout';
    case 'EENVELOPE':
      // 530 5.7.0 Authentication required
      if (responseCode === 530 || responseCode === 535) return 'mail.auth-failed';
      return command === 'RCPT TO' ? 'mail.recipient-refused' : 'mail.refused';
    case 'EMESSAGE':
      return 'mail.refused';
    case undefined:
    default:
      // write EPROTO … wrong version number: the other side speaks no TLS, or speaks it at once.
      return /EPROTO|ERR_SSL/.test(originalCode) ? 'mail.no-tls' : 'mail.unreachable';
  }
}

/** Node's names of what OpenSSL holds against a certificate (nodejs.org/api/tls.html, "X509 certificate error codes"). */
export function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH/.test(
    code,
  );
}

function wordsOf(error: MailError, user: string | undefined, password: Secret | undefined): string {
  const said = error.response ?? error.message;
  const hidden = [password?.hideIn(said) ?? said, ...encodings(user, password)].reduce((text, encoded) =>
    text.replaceAll(encoded, '[secret]'),
  );
  const line = hidden.split(/[\r\n]/)[0]?.trim() ?? '';
  return line.replace(/\.+$/, '').slice(0, MOST_TEXT);
}

/** As AUTH LOGIN and AUTH PLAIN write it. */
function encodings(user: string | undefined, password: Secret | undefined): string[] {
  if (password === undefined) return [];
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  return [base64(`\0${user ?? ''}\0${password.reveal()}`), base64(password.reveal())];
}
