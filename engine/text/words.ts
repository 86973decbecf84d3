import type { RemedyAction } from './remedy-action.ts';

/** What a person reads: what is so, and the one thing to do about it. Both are whole sentences, escaped for a terminal. */
export interface Words {
  readonly message: string;
  readonly remedy: string | undefined;
  /** What the app starts at a click; none where only a person elsewhere can do something. */
  readonly action?: RemedyAction;
}

export function words(message: string, remedy?: string, action?: RemedyAction): Words {
  return { message: capitalised(message), remedy, ...(action === undefined ? {} : { action }) };
}

export function joinWords({ message, remedy }: Words): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For a sentence behind `warmspare: `. */
export function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A sentence about a value that may be unknown: nothing at all rather than "undefined". */
export function when<T>(value: T | undefined, say: (value: T) => string, otherwise = ''): string {
  return value === undefined ? otherwise : say(value);
}
