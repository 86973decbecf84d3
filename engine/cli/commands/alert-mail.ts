import { MAIL_PASSWORD, MailSettings } from '../../model/alert-settings.ts';
import { settingFault } from '../arguments/setting-fault.ts';
import { enterSecret } from '../entered-secret.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { changeAlerts } from './alert-change.ts';

export interface AlertMailOptions {
  readonly off?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly tls: MailSettings['tls'];
  readonly from?: string;
  readonly to?: readonly string[];
  readonly user?: string;
  readonly passwordStdin?: boolean;
}

const PORTS: Readonly<Record<MailSettings['tls'], number>> = { starttls: 587, implicit: 465, none: 25 };

const OPTIONS = { host: '--host', port: '--port', user: '--user', from: '--from', to: '--to' };

export async function alertMail(session: Session, options: AlertMailOptions): Promise<ExitStatus> {
  const { mail: _before, ...rest } = await session.alerts.settings();
  if (options.off === true)
    return changeAlerts(session, { settings: rest, done: 'No alert is sent by mail any more.' });
  const mail = mailOf(options);
  const { user } = mail;
  if (user === undefined && options.passwordStdin === true)
    throw new UsageError('--password-stdin is given, but no --user: a password is somebody’s');
  const mailPassword =
    user === undefined
      ? undefined
      : await enterSecret(session, {
          option: '--password-stdin',
          fromStdin: options.passwordStdin === true,
          what: `The mail password of ${user}`,
        });
  return changeAlerts(session, {
    settings: { ...rest, mail },
    ...(mailPassword !== undefined && { secrets: { mailPassword } }),
    done: 'Alerts are sent by mail. See whether they arrive: warmspare alert test --mail',
  });
}

function mailOf({ host, port, tls, from, to, user }: AlertMailOptions): MailSettings {
  const missing = [
    ...(host === undefined ? ['--host'] : []),
    ...(from === undefined ? ['--from'] : []),
    ...(to === undefined ? ['--to'] : []),
  ];
  if (missing.length > 0) throw new UsageError(`a mail needs ${missing.join(' and ')}, or give --off`);
  const given = {
    host,
    port: port ?? PORTS[tls],
    tls,
    from,
    to,
    ...(user !== undefined && { user, password: MAIL_PASSWORD }),
  };
  const mail = MailSettings.safeParse(given);
  if (!mail.success) throw settingFault(mail.error, given, OPTIONS);
  return mail.data;
}
