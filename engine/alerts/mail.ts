import type { SendMailOptions, SMTPTransportOptions } from 'nodemailer';
import type { MailSettings } from '../model/alert-settings.ts';
import type { Problem } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import { mailProblem } from './mail-failure.ts';
import type { AlertPorts, MailFile, MailWords } from './ports.ts';
import { withStoredSecret } from './stored-secret.ts';

export interface OutgoingMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly words: MailWords;
  readonly files?: readonly MailFile[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Who has not had it, where others have. */
export interface MailLeft {
  readonly to: readonly string[];
  readonly problem: Problem;
}

/** Sends one mail. `undefined`: everybody's server has it. Rejects with `mail.*`, `alert.no-secret` or as the keyring does: then nobody has. */
export async function sendMail(
  settings: MailSettings,
  mail: OutgoingMail,
  ports: AlertPorts,
): Promise<MailLeft | undefined> {
  return withStoredSecret(ports, settings.password, 'mail', async (password) => {
    // Loaded with the first mail: everything else does without.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(transportOptions(settings, password, ports));
    try {
      const { rejected, rejectedErrors = [] } = await transport.sendMail(messageOf(settings, mail, ports));
      const [first] = rejectedErrors;
      return first === undefined
        ? undefined
        : { to: rejected, problem: mailProblem(first, settings, password).problem };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw mailProblem(error, settings, password);
    } finally {
      transport.close();
    }
  });
}

function transportOptions(
  { host, port, tls, user }: MailSettings,
  password: Secret | undefined,
  { mailCertificates, timeoutMs }: AlertPorts,
): SMTPTransportOptions {
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(mailCertificates === undefined ? {} : { ca: mailCertificates }),
    },
    // A server that asks for no password is not the one that was meant.
    ...(user === undefined || password === undefined
      ? {}
      : { auth: { user, pass: password.reveal() }, forceAuth: true }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    allowInternalNetworkInterfaces: true,
    logger: false,
  };
}

function messageOf(
  settings: MailSettings,
  { id, to, words, files = [], at }: OutgoingMail,
  ports: AlertPorts,
): SendMailOptions {
  return {
    from: { name: 'Warmspare', address: settings.from },
    to: [...to],
    subject: words.subject,
    text: words.text,
    html: words.html,
    attachments: files.map(({ name, type, text }) => ({ filename: name, contentType: type, content: text })),
    date: new Date(at),
    messageId: `<${id}@warmspare.invalid>`,
    // RFC 3834: nobody's holiday answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    // Also of a server that sends a byte now and then.
    signal: AbortSignal.timeout(ports.timeoutMs),
  };
}
