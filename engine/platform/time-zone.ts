import { readlinkSync } from 'node:fs';

const LINK = '/etc/localtime';
const MOST_ZONES = 100;

/**
 * The IANA name of this machine's zone now. Node keeps the zone that it started in; the link is another one as soon as somebody
 * sets it: `/var/db/timezone/zoneinfo/Europe/Berlin` on macOS, `/usr/share/zoneinfo/Europe/Berlin` on Linux, says tzfile(5).
 */
export function timeZone(
  env: Readonly<Record<string, string | undefined>> = process.env,
  link = LINK,
): string {
  const asked = env['TZ'];
  const own = ownZone(asked);
  if (asked !== undefined && asked !== '') return own;
  try {
    const name = readlinkSync(link).split('/zoneinfo/')[1];
    return name !== undefined && isZone(name) ? name : own;
  } catch {
    return own;
  }
}

/** Asking Intl takes a thousand times as long as reading the link, and this is asked with each event of a run. */
let own: { readonly asked: string | undefined; readonly zone: string } | undefined;
const zones = new Map<string, boolean>();

function ownZone(asked: string | undefined): string {
  if (own === undefined || own.asked !== asked)
    own = { asked, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
  return own.zone;
}

function isZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const isOne = isKnownToIntl(name);
  // A machine has been to a few of them.
  if (zones.size < MOST_ZONES) zones.set(name, isOne);
  return isOne;
}

function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
