/** The blob of a made-up key of a type: the type, and bytes from a seed. */
function blobOf(type: string, seed: number, bytes = 32): string {
  const name = Buffer.from(type);
  const length = (count: number): Buffer => {
    const word = Buffer.alloc(4);
    word.writeUInt32BE(count);
    return word;
  };
  const body = Buffer.alloc(bytes, seed);
  return Buffer.concat([length(name.length), name, length(bytes), body]).toString('base64');
}

/** `ssh-ed25519 AAAA…` of somebody else. */
export function theirKey(seed: number, type = 'ssh-ed25519', bytes?: number): string {
  return `${type} ${blobOf(type, seed, bytes)}`;
}

export const OUR_BLOB = blobOf('ssh-ed25519', 200);
export const OUR_OLD_BLOB = blobOf('ssh-ed25519', 201);
export const MARKER = 'warmspare Office standby';
const GUARD = 'restrict,command="/usr/local/libexec/warmspare/guard pair-0123456789"';

export const OUR_LINE = `${GUARD} ssh-ed25519 ${OUR_BLOB} ${MARKER} 2026-11-23`;
/** An older line of ours: the same pair and role, another key. */
export const OUR_OLD_LINE = `${GUARD} ssh-ed25519 ${OUR_OLD_BLOB} ${MARKER} 2025-01-02`;
/** As a person pastes it who sets up by hand. */
const OUR_BARE_LINE = `ssh-ed25519 ${OUR_BLOB}`;

export interface KeysFixture {
  readonly name: string;
  /** What stands before our line's place; the whole file when there is no line of ours. */
  readonly before: string;
  /** The line of ours that is there. */
  readonly ours?: string;
  /** From the end of that line on. */
  readonly after?: string;
}

const A = `${theirKey(1)} alice@laptop`;
const B = `${theirKey(2, 'ssh-rsa', 257)} bob@desk`;
const bytes = (...codes: number[]): string => Buffer.from(codes).toString('latin1');
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const BOM = bytes(0xef, 0xbb, 0xbf);
const utf16 = (text: string): string =>
  `${bytes(0xff, 0xfe)}${Buffer.from(text, 'utf16le').toString('latin1')}`;

/** One character a byte. */
export const KEYS_FIXTURES: readonly KeysFixture[] = [
  { name: 'an empty file', before: '' },
  { name: 'one newline', before: '\n' },
  { name: 'only blank lines and spaces', before: '\n\n  \t\n\n' },
  { name: 'only comments', before: '# keys of root\n#\n   # indented\n' },
  { name: 'one key', before: `${A}\n` },
  { name: 'one key without a final newline', before: A },
  { name: 'a comment without a final newline', before: `${A}\n# the end` },
  { name: 'spaces without a final newline', before: `${A}\n   ` },
  { name: 'CRLF throughout', before: `# from a PC\r\n${A}\r\n${B}\r\n` },
  { name: 'CRLF and no final newline', before: `${A}\r\n${B}` },
  { name: 'a final carriage return alone', before: `${A}\r` },
  { name: 'carriage returns only, as old Macs write', before: `${A}\r${B}\r` },
  { name: 'mixed ends of lines', before: `${A}\r\n${B}\n\r\n\n` },
  { name: 'keys that are there twice', before: `${A}\n${A}\n${B}\n${A}\n` },
  {
    name: 'every type of key',
    before: `${['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp521', 'sk-ssh-ed25519@openssh.com', 'ssh-dss'].map((type, seed) => theirKey(seed, type)).join('\n')}\n`,
  },
  { name: 'a certificate authority', before: `cert-authority,principals="root,admin" ${theirKey(3)} ca\n` },
  {
    name: 'our own key as a certificate authority, by another hand',
    before: `Cert-Authority ssh-ed25519 ${OUR_BLOB} ca\n`,
  },
  { name: 'a certificate', before: `${theirKey(4, 'ssh-ed25519-cert-v01@openssh.com', 400)} cert\n` },
  {
    name: 'options with quoted commas and spaces',
    before: `command="echo a, b; ls",from="10.0.0.0/8,!10.0.0.9" ${A}\n`,
  },
  { name: 'options with escaped quotes', before: `environment="X=\\"a b\\" ssh-ed25519 c",no-pty ${B}\n` },
  {
    name: 'our key inside the quotes of another line',
    before: `command="echo ${OUR_BARE_LINE} ${MARKER}" ${A}\n`,
  },
  { name: 'our line as a comment', before: `#${OUR_LINE}\n  # ${OUR_LINE}\n` },
  { name: 'a quote that is never closed', before: `command="oops ${A}\n${B}\n` },
  { name: 'tabs and leading spaces', before: `\t ${A.replaceAll(' ', '\t')}\n` },
  { name: 'a key of SSH 1', before: `1024 35 1234567890123456789 old@host\n` },
  { name: 'text that is no key', before: `hello\nssh-ed25519\nssh-ed25519 !!!!\nssh-ed25519 AAAA short\n` },
  { name: 'a byte order mark before a key', before: `${BOM}${A}\n` },
  { name: 'a byte order mark alone', before: BOM },
  { name: 'a byte order mark before our bare key, where sshd sees none', before: `${BOM}${OUR_BARE_LINE}\n` },
  // sshd refuses that line for the mark before its first option, so the mark goes with it.
  { name: 'a byte order mark before our line', before: '', ours: `${BOM}${OUR_LINE}`, after: `\n${A}\n` },
  { name: 'UTF-16', before: utf16(`${A}\r\n`) },
  { name: 'NUL in a comment', before: `${A} \0 rest ${OUR_BARE_LINE}\n${B}\n` },
  { name: 'our line behind NUL, where sshd does not look', before: `\0${OUR_LINE}\n` },
  {
    name: 'bytes that are not UTF-8',
    before: `${A} ${bytes(0xff, 0xfe, 0x80, 0xc3)}\n# ${utf8('Schlüssel für Büro')}\n`,
  },
  {
    name: 'terminal escapes and other control characters',
    before: `${A} ${bytes(27, 91, 50, 74, 7, 11, 12, 127)}\n`,
  },
  { name: 'a line of 200,000 bytes', before: `# ${'x'.repeat(200_000)}\n${A}\n` },
  { name: 'options of 20,000 bytes', before: `command="${'y, '.repeat(6_700)}" ${B}\n` },
  {
    name: 'three thousand keys',
    before: Array.from({ length: 3_000 }, (_, seed) => `${theirKey(seed % 190)} user-${String(seed)}\n`).join(
      '',
    ),
  },
  { name: 'another pair of ours', before: `${OUR_OLD_LINE.replace('Office', 'Studio')}\n` },
  { name: 'the other role of this pair', before: `${OUR_OLD_LINE.replace('standby', 'primary')}\n` },
  { name: 'a pair whose name begins with ours', before: `${OUR_OLD_LINE.replace('standby', 'standby-2')}\n` },
  { name: 'our line already, alone', before: '', ours: OUR_LINE, after: '\n' },
  { name: 'our line already, without a final newline', before: `${A}\n`, ours: OUR_LINE, after: '' },
  {
    name: 'an older line of ours between others',
    before: `${A}\n`,
    ours: OUR_OLD_LINE,
    after: `\n${B}\n# end`,
  },
  { name: 'an older line of ours first', before: '', ours: OUR_OLD_LINE, after: `\n${A}\r\n${B}` },
  {
    name: 'our key as it was pasted, without limits',
    before: `# by hand\n`,
    ours: OUR_BARE_LINE,
    after: `\n${A}\n`,
  },
  {
    name: 'our line indented, with other options',
    before: `${A}\n`,
    ours: `  from="10.0.0.1" ${OUR_BARE_LINE} pasted here`,
    after: `\n`,
  },
  {
    name: 'our line with an escaped quote in another option',
    before: `${A}\n`,
    ours: `command="echo \\" b" ${OUR_BARE_LINE}`,
    after: `\n`,
  },
  { name: 'our older line between CRLF', before: `${A}\r\n`, ours: OUR_OLD_LINE, after: `\r\n${B}\r\n` },
  {
    name: 'our line with NUL in its comment',
    before: `${A}\n`,
    ours: `${OUR_OLD_LINE} \0 x`,
    after: `\n${B}\n`,
  },
];

export function textOf({ before, ours = '', after = '' }: KeysFixture): string {
  return before + ours + after;
}

/** What stands in the file with our line in it. */
export function withOurLine({ before, ours, after = '' }: KeysFixture): string {
  if (ours !== undefined) return `${before}${OUR_LINE}${after === '' ? '\n' : after}`;
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${OUR_LINE}\n`;
}

/** What stands in the file once our line is taken away again. */
export function withoutOurLine({ before, ours, after = '' }: KeysFixture): string {
  if (ours !== undefined) return before + after.replace(/^\r?\n/, '');
  return before === '' || before.endsWith('\n') ? before : `${before}\n`;
}
