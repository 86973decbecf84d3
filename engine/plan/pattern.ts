/** Why a pattern cannot be used, in one sentence, or `undefined` when it can. */
export function patternFault(pattern: string): string | undefined {
  const { body } = splitPattern(pattern);
  if (body.trim() === '') return 'it is empty';
  // eslint-disable-next-line no-control-regex
  if (/[\u0000\n\r]/.test(body)) return 'it contains a line break or NUL';
  if (body === '!' || pattern === '!') return 'it would clear the list of filters';
  if (/^\/?\*{1,3}\/?$|^\/$|^\/\*\*\/\*$/.test(body) && splitPattern(pattern).sign === '-')
    return 'it leaves out everything';
  if (/(^|[^\\])\[[^\]]*$/.test(body)) return 'its [ has no ]';
  if (/\\#[0-7]{3}/.test(body)) return 'it names a byte that is not UTF-8; use ? in its place';
  return undefined;
}

/** `+ keep.me` and `- *.tmp` as in rsync's own `--exclude`; without a sign it leaves out. */
export function splitPattern(pattern: string): { sign: '+' | '-'; body: string } {
  const match = /^([+-]) (.*)$/s.exec(pattern);
  if (match === null) return { sign: '-', body: pattern };
  return { sign: match[1] === '+' ? '+' : '-', body: match[2] ?? '' };
}
