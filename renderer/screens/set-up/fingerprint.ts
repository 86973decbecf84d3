/** `SHA256:` and its 43 characters in groups that can be read aloud. */
export function groupsOf(pin: string): readonly string[] {
  const [head = '', rest] = pin.split(':');
  if (rest === undefined) return [pin];
  return [`${head}:`, ...(rest.match(/.{1,4}/g) ?? [])];
}

export type Compared =
  { readonly state: 'empty' | 'unreadable' | 'other' } | { readonly state: 'same'; readonly pin: string };

/** What was copied from the other screen, a whole line of ssh-keygen's or the fingerprint alone, against the keys that are shown. */
export function compareFingerprint(text: string, pins: readonly string[]): Compared {
  if (text.trim() === '') return { state: 'empty' };
  const given = /(?:^|[\s:])([A-Za-z0-9+/]{43})=?(?=$|[\s,;)])/.exec(text.trim())?.[1];
  if (given === undefined) return { state: 'unreadable' };
  const pin = pins.find((each) => each === `SHA256:${given}`);
  return pin === undefined ? { state: 'other' } : { state: 'same', pin };
}
