import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  linkSync,
  writeFileSync,
} from 'node:fs';
import { addAttributes, addOwners, addTimes } from './make-tree-attributes.ts';
import { addDevices, addSpecialFiles } from './make-tree-specials.ts';
import { NASTY_NAMES } from './nasty-names.ts';
import { joinBytes } from './path-bytes.ts';

/** Parts of the tree; every part is made unless it is `false`. What only root can make is left out for others. */
export interface TreeOptions {
  readonly names?: boolean;
  readonly deep?: boolean;
  readonly hardLinks?: boolean;
  readonly symlinks?: boolean;
  /** A file of 100 MB that is nearly all hole. */
  readonly sparse?: boolean;
  readonly modes?: boolean;
  readonly times?: boolean;
  /** A fifo and a Unix socket. */
  readonly specialFiles?: boolean;
  /** A character and a block device. Root only. */
  readonly devices?: boolean;
  /** Other uids and gids. Root only. */
  readonly owners?: boolean;
  readonly xattrs?: boolean;
  readonly acls?: boolean;
  /** So many small files besides. */
  readonly plainFiles?: number;
}

/** Makes a tree of everything that copies lose. The folder is made when it is not there. */
export async function makeTree(root: string, options: TreeOptions = {}): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  mkdirSync(root, { recursive: true });
  writeFileSync(`${root}/simple.txt`, 'simple\n');
  writeFileSync(`${root}/empty`, '');
  mkdirSync(`${root}/empty folder`);
  if (options.names !== false) addNames(root);
  if (options.deep !== false) addDeep(root);
  if (options.hardLinks !== false) addHardLinks(root);
  if (options.symlinks !== false) addSymlinks(root);
  if (options.sparse !== false) addSparse(root);
  if (options.specialFiles !== false) await addSpecialFiles(root);
  if (options.devices !== false && isRoot) addDevices(root);
  addPlainFiles(root, options.plainFiles ?? 0);
  if (options.owners !== false && isRoot) addOwners(root);
  if (options.modes !== false) addModes(root, isRoot);
  addAttributes(root, { xattrs: options.xattrs !== false, acls: options.acls !== false, isRoot });
  if (options.times !== false) addTimes(root);
}

function addNames(root: string): void {
  mkdirSync(`${root}/names`);
  mkdirSync(`${root}/folders`);
  for (const name of NASTY_NAMES) {
    writeFileSync(joinBytes(root, 'names', name), name);
    const folder = joinBytes(root, 'folders', name);
    mkdirSync(folder);
    writeFileSync(joinBytes(folder, 'inside'), name);
  }
}

function addDeep(root: string): void {
  const levels = Array.from({ length: 13 }, (_, level) => `level ${level} ${'d'.repeat(90)}`);
  const folder = `${root}/deep/${levels.join('/')}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/bottom`, 'the path to this file is longer than 1,000 characters\n');
}

function addHardLinks(root: string): void {
  mkdirSync(`${root}/links/other`, { recursive: true });
  writeFileSync(`${root}/links/first`, 'one inode, three names\n');
  linkSync(`${root}/links/first`, `${root}/links/second`);
  linkSync(`${root}/links/first`, `${root}/links/other/third`);
  writeFileSync(`${root}/links/same content`, 'one inode, three names\n');
  symlinkSync('nowhere', `${root}/links/symlink`);
  linkSync(`${root}/links/symlink`, `${root}/links/symlink too`);
}

function addSymlinks(root: string): void {
  const folder = `${root}/symlinks`;
  mkdirSync(`${folder}/real folder`, { recursive: true });
  writeFileSync(`${folder}/real folder/file`, 'behind a link\n');
  const links: Readonly<Record<string, string | Buffer>> = {
    relative: 'real folder/file',
    'to a folder': 'real folder',
    'to its own folder': '.',
    up: '../simple.txt',
    absolute: '/etc/hostname',
    dangling: 'no such file',
    'dangling absolute': '/no/such/file',
    'to itself': 'to itself',
    '-dash': '--delete',
    quoted: '$(touch pwned) `x` "y" \'z\'\n',
    'not UTF-8': Buffer.from('\xff\xfe', 'latin1'),
    long: 'x/'.repeat(1000),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, `${folder}/${name}`);
}

function addSparse(root: string): void {
  const file = openSync(`${root}/sparse`, 'w');
  writeFileSync(file, 'before the hole\n');
  ftruncateSync(file, 100_000_000);
  closeSync(file);
}

function addModes(root: string, isRoot: boolean): void {
  mkdirSync(`${root}/modes`);
  // Only root reads what nobody may read.
  const files = [
    '4755',
    '2755',
    '6711',
    '1644',
    '0600',
    '0444',
    '0777',
    '0640',
    ...(isRoot ? ['0000', '0200'] : []),
  ];
  const folders = ['1777', '2775', '0700', '0555', ...(isRoot ? ['0000', '0311'] : [])];
  for (const mode of files) {
    writeFileSync(`${root}/modes/file ${mode}`, mode);
    chmodSync(`${root}/modes/file ${mode}`, mode);
  }
  for (const mode of folders) {
    mkdirSync(`${root}/modes/folder ${mode}`);
    writeFileSync(`${root}/modes/folder ${mode}/inside`, mode);
    chmodSync(`${root}/modes/folder ${mode}`, mode);
  }
}

function addPlainFiles(root: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const folder = `${root}/plain/${String(Math.floor(i / 500)).padStart(4, '0')}`;
    if (i % 500 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/file-${i}.txt`, `plain file ${i}\n`);
  }
}
