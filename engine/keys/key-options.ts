/**
 * Where the options that begin at `at` end: at the first space outside quotes (sshkey_advance_past_options in OpenSSH's
 * sshkey.c). `undefined` when a quote is never closed.
 */
export function advancePastOptions(line: string, at: number): number | undefined {
  let quoted = false;
  let end = at;
  for (; end < line.length && (quoted || (line[end] !== ' ' && line[end] !== '\t')); end++) {
    if (line[end] === '\\' && line[end + 1] === '"') end++;
    else if (line[end] === '"') quoted = !quoted;
  }
  return quoted ? undefined : end;
}

/** Whether an option without a value is there, outside the quotes of others. Options are case-insensitive (sshd(8)). */
export function hasOption(options: string, name: string): boolean {
  // restrict,command="echo \"a,b\"",from="10.0.0.1"
  const bare = options.replace(/"(?:\\"|[^"])*"/g, '""');
  return bare.split(',').some((option) => option.toLowerCase() === name);
}
