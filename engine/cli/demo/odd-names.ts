/** Names that a careless script gets wrong, and what each is odd for. Bytes where text cannot say it. */
export const ODD_NAMES: readonly (string | Buffer)[] = [
  'two  spaces and a trailing one ',
  `it's "quoted"`,
  'a new\nline',
  'tab\tand bell\u0007',
  '-rf',
  '--delete',
  '$(touch pwned)',
  '`touch pwned`; touch pwned',
  '$HOME & ~',
  'back\\slash',
  // rsync writes bytes this way when it prints them.
  '\\#101 is not A',
  '*?[a-z]',
  '#hash and %20',
  'colon:path',
  '.hidden',
  'Grüße, 日本語 and 🍎',
  // Not UTF-8. A Mac's own disks refuse such a name; disks that came from elsewhere hold it.
  Buffer.from('latin-1 caf\xe9', 'latin1'),
  Buffer.from('bytes \xff\xfe', 'latin1'),
];
