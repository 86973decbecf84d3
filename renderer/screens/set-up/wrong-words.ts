/** Why what was entered is not good. */
export const WRONG = {
  hostMissing: 'Choose a machine, or type its name or address.',
  host: 'A name like spare.local, or an address like 192.168.1.20.',
  user: 'A user name of letters, digits and . _ - +.',
  port: 'A number from 1 to 65535; usually 22.',
  nameMissing: 'Give the pair a name.',
  name: "1 to 64 letters, digits, spaces and . _ + - ( ) ', beginning with a letter or digit.",
  nameTaken: 'Another pair has this name already.',
  pathMissing: 'Type a path, like /Users.',
  pathNotAbsolute: 'A whole path: it begins with a slash.',
  path: 'A path without . and .. in it, of at most 4,096 characters.',
  twice: { source: 'This is listed twice.', destination: 'Another row writes there already.' },
  noVolumes: 'Choose at least one thing to copy.',
} as const;
