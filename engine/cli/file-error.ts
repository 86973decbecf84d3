const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'that is not permitted',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is not a folder',
  EPERM: 'that is not permitted',
  EROFS: 'the disk is read-only',
};

/** Why Node could not read or write a file, in words. */
export function describeFileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? (code === '' ? 'for an unknown reason' : `error ${code}`);
}
