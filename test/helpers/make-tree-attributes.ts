import { lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { joinBytes, runOnBytes } from './path-bytes.ts';

export interface AttributeParts {
  readonly xattrs: boolean;
  readonly acls: boolean;
  readonly isRoot: boolean;
}

/** Ids that no account has, so that a copy that maps names shows. */
export function addOwners(root: string): void {
  const folder = `${root}/owners`;
  mkdirSync(`${folder}/folder`, { recursive: true });
  writeFileSync(`${folder}/file`, 'of another\n');
  writeFileSync(`${folder}/big ids`, 'of another\n');
  writeFileSync(`${folder}/nobody`, 'of nobody\n');
  symlinkSync('file', `${folder}/symlink`);
  lchownSync(`${folder}/folder`, 54_321, 54_322);
  lchownSync(`${folder}/file`, 501, 20);
  lchownSync(`${folder}/big ids`, 2_000_000_000, 2_000_000_001);
  lchownSync(`${folder}/nobody`, 65_534, 65_534);
  lchownSync(`${folder}/symlink`, 54_321, 54_322);
}

export function addAttributes(root: string, parts: AttributeParts): void {
  if (parts.xattrs) addXattrs(root, parts.isRoot);
  if (parts.acls) addAcls(root);
}

const SET_XATTR = 'setfattr -h -n "$1" -v "$2" -- "$3"';

function addXattrs(root: string, isRoot: boolean): void {
  const folder = `${root}/xattrs`;
  mkdirSync(`${folder}/folder`, { recursive: true });
  const oddName = joinBytes(folder, Buffer.from('odd \xff\n=#', 'latin1'));
  for (const name of ['text', 'binary', 'large']) writeFileSync(`${folder}/${name}`, 'has xattrs\n');
  writeFileSync(oddName, 'has xattrs\n');
  runOnBytes(SET_XATTR, [
    ['user.text', 'héllo "wörld"', `${folder}/text`],
    ['user.empty', '""', `${folder}/text`],
    ['user.second one', 'names may have spaces', `${folder}/text`],
    // What a Mac's Finder info becomes on other systems.
    ['user.com.apple.FinderInfo', `0x${'00'.repeat(31)}01`, `${folder}/text`],
    ['user.binary', '0x00ff0a0d0022805c', `${folder}/binary`],
    // More than fits into an inode, less than the 4 KB of an ext4 block.
    ['user.large', `0x${'5a'.repeat(2500)}`, `${folder}/large`],
    ['user.on-odd-name', 'value', oddName],
    ['user.on-folder', 'value', `${folder}/folder`],
  ]);
  if (isRoot) addRootXattrs(folder);
}

function addRootXattrs(folder: string): void {
  symlinkSync('nowhere', `${folder}/symlink`);
  writeFileSync(`${folder}/capable`, 'has a capability\n');
  runOnBytes(SET_XATTR, [
    ['trusted.on-symlink', 'value', `${folder}/symlink`],
    ['trusted.on-file', 'value', `${folder}/text`],
    // cap_net_raw=ep, as setcap(8) writes it (version 2 of the format).
    ['security.capability', '0x0100000200200000000000000000000000000000', `${folder}/capable`],
  ]);
}

function addAcls(root: string): void {
  const folder = `${root}/acls`;
  mkdirSync(`${folder}/with default`, { recursive: true });
  const odd = joinBytes(folder, Buffer.from('odd \xff\n\\101', 'latin1'));
  writeFileSync(`${folder}/file`, 'has an ACL\n');
  writeFileSync(odd, 'has an ACL\n');
  runOnBytes('setfacl -m "$1" -- "$2"', [
    ['u:54321:rw,g:54322:r,m::rw', `${folder}/file`],
    ['u:2000000000:---', odd],
    ['d:u:54321:rwx,d:g:54322:rx,d:o::-', `${folder}/with default`],
  ]);
  // These inherit the default.
  writeFileSync(`${folder}/with default/inherits`, 'has an ACL\n');
  mkdirSync(`${folder}/with default/folder`);
}

/** Times of files, folders and links to the nanosecond, from 1970 to what 32 bits cannot count. */
export function addTimes(root: string): void {
  const folder = `${root}/times`;
  mkdirSync(`${folder}/folder`, { recursive: true });
  symlinkSync('nowhere', `${folder}/symlink`);
  const times = ['0', '0.000000001', '1', '999999999.999999999', '1700000000.123456789', '1700000000.5'];
  const after2038 = ['2147483648', '2147483653.000000007', '4294967303.1'];
  const files = [...times, ...after2038].map((time) => [`@${time}`, `${folder}/file ${time}`] as const);
  for (const [time, file] of files) writeFileSync(file, time);
  runOnBytes('touch -h -d "$1" -- "$2"', [
    ...files,
    ['@1234567890.987654321', `${folder}/symlink`],
    ['@1234567890.000000003', `${folder}/folder`],
  ]);
}
