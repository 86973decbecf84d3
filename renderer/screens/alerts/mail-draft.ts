import { MAIL_PASSWORD, MailSettings } from '../../../engine/model/alert-settings.ts';

/** How mail is sent, as a person has it in hand. The password is not in it. */
export interface MailDraft {
  readonly host: string;
  readonly port: string;
  readonly tls: MailSettings['tls'];
  readonly user: string;
  readonly from: string;
  /** Several are separated by commas, spaces or lines. */
  readonly to: string;
}

export type MailField = Exclude<keyof MailDraft, 'tls'>;

export interface ReadMail {
  /** `undefined`: something of it is not good yet. */
  readonly mail: MailSettings | undefined;
  readonly faults: ReadonlySet<MailField>;
}

/** The usual port of each. */
export const TLS_PORTS: Readonly<Record<MailSettings['tls'], string>> = {
  starttls: '587',
  implicit: '465',
  none: '25',
};

export function mailDraftOf(mail: MailSettings | undefined): MailDraft {
  if (mail === undefined)
    return { host: '', port: TLS_PORTS.starttls, tls: 'starttls', user: '', from: '', to: '' };
  const { host, port, tls, user = '', from, to } = mail;
  return { host, port: String(port), tls, user, from, to: to.join(', ') };
}

/** The usual port goes along; one that was typed stays. */
export function withTls(draft: MailDraft, tls: MailSettings['tls']): MailDraft {
  return { ...draft, tls, port: draft.port === TLS_PORTS[draft.tls] ? TLS_PORTS[tls] : draft.port };
}

export function readMail({ host, port, tls, user, from, to }: MailDraft): ReadMail {
  const name = user.trim();
  const read = MailSettings.safeParse({
    host: host.trim(),
    // 587   ×  5 87   ×  0x24b
    port: /^\s*\d+\s*$/.test(port) ? Number(port) : NaN,
    tls,
    from: from.trim(),
    to: to.split(/[\s,;]+/).filter((address) => address !== ''),
    ...(name !== '' && { user: name, password: MAIL_PASSWORD }),
  });
  if (read.success) return { mail: read.data, faults: new Set() };
  const faults = new Set(read.error.issues.map(({ path: [field] }) => field as MailField | undefined));
  // What is said of all of it: without TLS a user's password would be readable.
  if (faults.delete(undefined) || (tls === 'none' && name !== '')) faults.add('user');
  return { mail: undefined, faults: faults as ReadonlySet<MailField> };
}
