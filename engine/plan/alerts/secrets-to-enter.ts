import { siteOf, type AlertSettings } from '../../model/alert-settings.ts';

/** Which secrets come with a change. */
export interface GivenSecrets {
  readonly mail: boolean;
  readonly webhook: boolean;
}

/**
 * The secret that has to be entered for a change of the settings; `undefined`: none. What was entered for one server is never sent to
 * another: whoever could change an address alone would be sent the secret.
 */
export function secretToEnter(
  before: AlertSettings,
  after: AlertSettings,
  given: GivenSecrets,
): 'mail' | 'webhook' | undefined {
  if (after.mail?.password !== undefined && !given.mail && !isSameAccount(before.mail, after.mail))
    return 'mail';
  if (
    after.webhook?.secretHeader !== undefined &&
    !given.webhook &&
    !isSameSite(before.webhook, after.webhook)
  )
    return 'webhook';
  return undefined;
}

/** Also of what is only typed yet. */
export function isSameAccount(
  before: AlertSettings['mail'],
  after: Pick<NonNullable<AlertSettings['mail']>, 'host' | 'user'>,
): boolean {
  return before?.password !== undefined && before.host === after.host && before.user === after.user;
}

export function isSameSite(
  before: AlertSettings['webhook'],
  after: Pick<NonNullable<AlertSettings['webhook']>, 'url'>,
): boolean {
  return before?.secretHeader !== undefined && siteOf(before.url) === siteOf(after.url);
}
