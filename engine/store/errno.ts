/** `ENOSPC`, `EACCES` …; `undefined` for anything that the system did not report. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('errno' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What the system said, without the path: the problem names that itself. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/ '.*'$/s, '') : String(error);
}
