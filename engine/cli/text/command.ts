/** A command to copy and paste: `warmspare sync 'my office' --approve plan-0123456789ab`. */
export function command(verb: string, pairName: string | undefined, ...rest: readonly string[]): string {
  return ['warmspare', verb, pairName === undefined ? 'NAME' : shellWord(pairName), ...rest].join(' ');
}

/** Quoted for a shell when it has to be. */
export function shellWord(word: string): string {
  // office   my-office_2   plan-0123   /Volumes/Users   ssh://root@spare.local:22   ×  my office   ×  it's
  return /^[\p{L}\p{N}_.,:/@%+=-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
