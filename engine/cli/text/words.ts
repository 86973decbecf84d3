/** What a person reads: what is so, and the one thing to do about it. Both are whole sentences, escaped for a terminal. */
export interface Words {
  readonly message: string;
  readonly remedy: string | undefined;
}

export function words(message: string, remedy?: string): Words {
  return { message: capitalised(message), remedy };
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

/** A command to copy and paste: `warmspare sync 'my office' --approve plan-0123456789ab`. */
export function command(verb: string, pairName: string | undefined, ...rest: readonly string[]): string {
  return ['warmspare', verb, pairName === undefined ? 'NAME' : shellWord(pairName), ...rest].join(' ');
}

/** Quoted for a shell when it has to be. */
export function shellWord(word: string): string {
  // office   my-office_2   plan-0123   /Volumes/Users   ssh://root@spare.local:22   ×  my office   ×  it's
  return /^[\p{L}\p{N}_.,:/@%+=-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
