/** `pg_dump`: what a command is called where its text is nobody else's business; `a command` when it begins with no program. */
export function commandName(text: string): string {
  const [first = ''] = text.trim().split(/\s+/);
  // pg_dump   /usr/local/bin/pg_dump   ×  PGPASSWORD=secret   ×  "$HOME"/dump
  const name = /^(?:[\w.+/-]*\/)?([\w.+-]{1,40})$/.exec(first)?.[1];
  return name ?? 'a command';
}
