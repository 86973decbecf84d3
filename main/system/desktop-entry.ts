/** Tells the app that nobody waits for its window. */
const AT_LOGIN = '--at-login';

/** The Desktop Entry Specification's quoting of an argument, which is unquoted as a string first. */
export function desktopEntry(program: string): string {
  const quoted = program
    .replace(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Warmspare', `Exec="${quoted}" ${AT_LOGIN}`, ''].join(
    '\n',
  );
}
