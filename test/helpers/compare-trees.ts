import { printableBytes } from './path-bytes.ts';
import { readTree, type Tree, type TreeEntry } from './read-tree.ts';

export type TreeAspect =
  'content' | 'mode' | 'owner' | 'mtime' | 'target' | 'device' | 'hard links' | 'sparse' | 'xattrs' | 'ACL';

export interface CompareOptions {
  /** Paths that are in no comparison, with all below them. The text is lossy for names that are not UTF-8. */
  readonly ignore?: (path: string, bytes: Buffer) => boolean;
  /** Aspects that are not compared: ids, for example, where the copy was not made by root. */
  readonly without?: readonly TreeAspect[];
  /** Compares the roots' own mtimes as well. */
  readonly rootTime?: boolean;
}

/** Every difference between two trees, one line each, sorted by path; `[]` when they are the same. A tree is a
 *  path (that of a lab host is `host.path('/inside')`) or what `readTree` returned earlier. */
export function compareTrees(
  source: string | Tree,
  copy: string | Tree,
  options: CompareOptions = {},
): string[] {
  const a = withoutIgnored(typeof source === 'string' ? readTree(source) : source, options);
  const b = withoutIgnored(typeof copy === 'string' ? readTree(copy) : copy, options);
  const namesInA = namesOfInodes(a);
  const namesInB = namesOfInodes(b);
  const paths = [...new Set([...a.keys(), ...b.keys()])].sort();
  return paths.flatMap((path) => {
    const before = a.get(path);
    const after = b.get(path);
    const shown = shorten(printable(path));
    if (before === undefined) return [`${shown}: extra ${after?.type ?? ''}`];
    if (after === undefined) return [`${shown}: missing ${before.type}`];
    if (before.type !== after.type) return [`${shown}: type: ${before.type}, not ${after.type}`];
    const isTimeIgnored = path === '.' && options.rootTime !== true;
    return [
      ...differences(before, after),
      ...differentLinks(namesInA.get(before.inode), namesInB.get(after.inode)),
    ]
      .filter(({ aspect }) => options.without?.includes(aspect) !== true)
      .filter(({ aspect }) => !(aspect === 'mtime' && isTimeIgnored))
      .map(({ aspect, was, is }) => `${shown}: ${aspect}: ${was}, not ${is}`);
  });
}

interface Difference {
  readonly aspect: TreeAspect;
  readonly was: string;
  readonly is: string;
}

function differences(a: TreeEntry, b: TreeEntry): Difference[] {
  const pairs: readonly (readonly [TreeAspect, string, string])[] = [
    ['content', content(a), content(b)],
    ['mode', octal(a.mode), octal(b.mode)],
    ['owner', `${a.uid}:${a.gid}`, `${b.uid}:${b.gid}`],
    ['mtime', seconds(a.mtimeNs), seconds(b.mtimeNs)],
    ['target', printable(a.target), printable(b.target)],
    ['device', String(a.device), String(b.device)],
    ['xattrs', a.xattrs, b.xattrs],
    ['ACL', a.acl, b.acl],
  ];
  const different = pairs
    .filter(([, was, is]) => was !== is)
    .map(([aspect, was, is]) => ({ aspect, was, is }));
  return [...different, ...differentHoles(a, b)];
}

/** Disks count blocks in different ways: only a copy that takes a lot more is not sparse any more. */
function differentHoles(a: TreeEntry, b: TreeEntry): Difference[] {
  if (a.type !== 'file' || b.allocatedBytes <= a.allocatedBytes * 2n + 1_000_000n) return [];
  return [{ aspect: 'sparse', was: `${a.allocatedBytes} bytes of disk`, is: String(b.allocatedBytes) }];
}

function differentLinks(a = '', b = ''): Difference[] {
  return a === b ? [] : [{ aspect: 'hard links', was: a || 'none', is: b || 'none' }];
}

/** Each inode to all its names in the tree, where there are several. */
function namesOfInodes(tree: Tree): Map<string | undefined, string> {
  const names = new Map<string, string[]>();
  for (const [path, { inode }] of tree) {
    if (inode !== undefined) names.set(inode, [...(names.get(inode) ?? []), printable(path)]);
  }
  const shared = [...names].filter(([, paths]) => paths.length > 1);
  return new Map(shared.map(([inode, paths]) => [inode, paths.sort().join(' = ')]));
}

function withoutIgnored(tree: Tree, { ignore }: CompareOptions): Tree {
  if (ignore === undefined) return tree;
  const isIgnored = (path: string): boolean => {
    const bytes = Buffer.from(path, 'latin1');
    return ignore(bytes.toString(), bytes);
  };
  return new Map([...tree].filter(([path]) => !selfAndParents(path).some(isIgnored)));
}

/** "a/b/c" is in "a/b" is in "a". */
function selfAndParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Names of deep folders would bury the difference. */
function shorten(path: string): string {
  return path.length <= 300 ? path : `${path.slice(0, 100)}…${path.slice(-150)}`;
}

function content({ type, size, content: hash = '' }: TreeEntry): string {
  return type === 'file' ? `${size} bytes ${hash.slice(0, 12)}` : '';
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function seconds(ns: bigint): string {
  return `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;
}

function printable(latin1 = ''): string {
  return printableBytes(Buffer.from(latin1, 'latin1'));
}
