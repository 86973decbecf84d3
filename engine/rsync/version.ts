import type { RsyncAbilities, RsyncFacts, RsyncFlavour } from '../model/facts.ts';

/** Whether `3.5.0` is at least `3.1.0`; missing parts count as 0. */
export function isAtLeast(version: string, wanted: string): boolean {
  return compareVersions(version, wanted) >= 0;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/**
 * Reads what `rsync --version` printed, or `rsync -VV` as JSON (3.2.7 and later). Its words are believed for abilities,
 * never for more; what says nothing known is flavour `unknown`.
 */
export function parseRsyncVersion(path: string, text: string): RsyncFacts {
  return (
    parseOpenrsync(path, text) ?? parseJson(path, text) ?? parseText(path, text) ?? factsOf(path, 'unknown')
  );
}

function factsOf(path: string, flavour: RsyncFlavour, version = '0', protocol = 0): RsyncFacts {
  return { path, flavour, version, protocol, can: abilitiesOf(flavour, () => undefined) };
}

function parseOpenrsync(path: string, text: string): RsyncFacts | undefined {
  // openrsync: protocol version 29
  const open = /^openrsync: protocol version (\d+)/m.exec(text);
  if (open === null) return undefined;
  // rsync version 2.6.9 compatible
  const compatible = /^rsync version (\d\S*) compatible/m.exec(text)?.[1];
  const flavour = compatible === undefined ? 'openrsync' : 'apple-openrsync';
  return factsOf(path, flavour, compatible ?? '2.6.9', Number(open[1]));
}

function parseText(path: string, text: string): RsyncFacts | undefined {
  // rsync  version 3.5.0  protocol version 32     rsync  version v3.2.7  protocol version 31
  const match = /^rsync\s+version v?(\d\S*)\s+protocol version (\d+)/m.exec(text);
  const [, version, protocol] = match ?? [];
  if (version === undefined) return undefined;
  const flavour = flavourOf(version);
  // Capabilities:\n    64-bit files, ..., ACLs,\n    xattrs, optional protect-args, no prealloc, crtimes, file-flags
  const words = new Set(text.split(/[,\n]/).map((word) => key(word)));
  const says = (word: string): boolean | undefined =>
    words.has(word) || words.has(`optional_${word}`) ? true : words.has(`no_${word}`) ? false : undefined;
  return { ...factsOf(path, flavour, version, Number(protocol)), can: abilitiesOf(flavour, says) };
}

/** The names of capabilities as rsync's own JSON writes them: `file-flags` and `file flags` are `file_flags`. */
function key(word: string): string {
  return word
    .replace(/^\s*Capabilities:/, '')
    .trim()
    .toLowerCase()
    .replace(/[ -]/g, '_');
}

function parseJson(path: string, text: string): RsyncFacts | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const root = objectOf(safeJson(text));
  const { program, version, protocol, capabilities } = root;
  // "version": "3.5.0", "protocol": "32.0"
  if (program !== 'rsync' || typeof version !== 'string' || !/^v?\d/.test(version)) return undefined;
  const plain = version.replace(/^v/, '');
  const flavour = flavourOf(plain);
  const words = new Map(
    Object.entries(objectOf(capabilities)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const says = (word: string): boolean | undefined =>
    words.has(word) ? words.get(word) === true || words.get(word) === 'optional' : undefined;
  const number = Number.parseInt(String(protocol), 10) || 0;
  return { ...factsOf(path, flavour, plain, number), can: abilitiesOf(flavour, says) };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Json {
  readonly program?: unknown;
  readonly version?: unknown;
  readonly protocol?: unknown;
  readonly capabilities?: unknown;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Upstream's 2.6.9 and Apple's print the same; only Macs still have one. */
function flavourOf(version: string): RsyncFlavour {
  return version === '2.6.9' ? 'apple-2.6.9' : 'gnu';
}

/** `says`: what the program tells about a capability, `undefined` when it does not mention it. */
function abilitiesOf(flavour: RsyncFlavour, says: (word: string) => boolean | undefined): RsyncAbilities {
  const can = (word: string): boolean => flavour === 'gnu' && says(word) === true;
  return {
    hardLinks: flavour !== 'unknown' && says('hardlinks') !== false && says('hard_links') !== false,
    acls: can('acls'),
    xattrs: can('xattrs'),
    creationTimes: can('crtimes'),
    fileFlags: can('file_flags'),
    appleExtended: flavour === 'apple-2.6.9' || flavour === 'apple-openrsync',
  };
}

const ORDER: readonly RsyncFlavour[] = ['gnu', 'apple-openrsync', 'openrsync', 'apple-2.6.9'];

/** The usable ones, best first: GNU, the newest before the older, then what Apple ships. */
export function rankRsyncs(rsyncs: readonly RsyncFacts[]): RsyncFacts[] {
  return rsyncs
    .filter(({ flavour }) => flavour !== 'unknown')
    .sort(
      (a, b) => ORDER.indexOf(a.flavour) - ORDER.indexOf(b.flavour) || compareVersions(b.version, a.version),
    );
}
