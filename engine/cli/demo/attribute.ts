import { localShell } from '../../platform/local-shell.ts';

/** Linux's setfattr and macOS's xattr; fails where neither is, or where the file system has no such attributes. */
const SET =
  'if command -v setfattr >/dev/null; then setfattr -n user.warmspare.demo -v kept -- "$1"; ' +
  'else xattr -w warmspare.demo kept "$1"; fi 2>/dev/null';
const GET =
  'if command -v getfattr >/dev/null; then getfattr --absolute-names --only-values -n user.warmspare.demo -- "$1"; ' +
  'else xattr -p warmspare.demo "$1"; fi 2>/dev/null';

/** Sets an extended attribute on a file of the primary; false where that cannot be. Node has no call for it. */
export async function setAttribute(file: string): Promise<boolean> {
  return (await localShell().run(SET, [file])).code === 0;
}

export async function hasAttribute(file: string): Promise<boolean> {
  const { stdout } = await localShell().run(GET, [file]);
  return Buffer.from(stdout).toString().trim() === 'kept';
}
