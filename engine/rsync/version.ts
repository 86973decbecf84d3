import type { RsyncAbilities, RsyncFacts, RsyncFlavour } from '../model/facts.ts';

/** `3.5.0` and up; missing parts count as 0. */
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

/** Reads what `rsync --version` printed. Its words are believed for abilities, never for more. */
export function parseRsyncVersion(path: string, text: string): RsyncFacts {
  // openrsync: protocol version 29
  const open = /^openrsync: protocol version (\d+)/m.exec(text);
  if (open !== null) {
    // rsync version 2.6.9 compatible
    const compatible = /^rsync version (\S+) compatible/m.exec(text);
    const flavour = compatible === null ? 'openrsync' : 'apple-openrsync';
    const version = compatible?.[1] ?? '2.6.9';
    return { path, flavour, version, protocol: Number(open[1]), can: abilities(flavour, '') };
  }
  // rsync  version 3.5.0  protocol version 32
  const gnu = /^rsync\s+version v?(\S+)\s+protocol version (\d+)/m.exec(text);
  const [, version, protocol] = gnu ?? [];
  if (version === undefined)
    return { path, flavour: 'unknown', version: '0', protocol: 0, can: abilities('unknown', '') };
  const flavour = version === '2.6.9' ? 'apple-2.6.9' : 'gnu';
  return { path, flavour, version, protocol: Number(protocol), can: abilities(flavour, text) };
}

function abilities(flavour: RsyncFlavour, text: string): RsyncAbilities {
  // Capabilities: 64-bit files, ..., ACLs, xattrs, optional protect-args, iconv, no prealloc, crtimes, file-flags
  const words = text
    .toLowerCase()
    .split(/[,\n]/)
    .map((word) => word.trim());
  const can = (word: string): boolean => flavour === 'gnu' && words.includes(word);
  return {
    hardLinks: flavour !== 'unknown',
    acls: can('acls'),
    xattrs: can('xattrs'),
    creationTimes: can('crtimes'),
    fileFlags: can('file-flags'),
    appleExtended: flavour === 'apple-2.6.9' || flavour === 'apple-openrsync',
  };
}

const ORDER: readonly RsyncFlavour[] = ['gnu', 'apple-openrsync', 'openrsync', 'apple-2.6.9'];

/** The usable ones, best first: GNU, the newest before the older. */
export function rankRsyncs(rsyncs: readonly RsyncFacts[]): RsyncFacts[] {
  return rsyncs
    .filter(({ flavour }) => flavour !== 'unknown')
    .sort(
      (a, b) => ORDER.indexOf(a.flavour) - ORDER.indexOf(b.flavour) || compareVersions(b.version, a.version),
    );
}
