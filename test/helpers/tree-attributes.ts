import { spawnSync } from 'node:child_process';

/** Told by other means (the ACL by getfacl), or the system's own and not the file's. */
// system.posix_acl_access   system.posix_acl_default   security.selinux
const FOREIGN_XATTR = /^(system\.posix_acl_|security\.selinux=)/;

/** Paths below the root (bytes as latin-1) to their sorted xattrs, for every path that has any. */
export function readXattrs(root: string): Map<string, string> {
  const options = ['-R', '-P', '-h', '-d', '-m', '-', '-e', 'hex', '--absolute-names'];
  return readBlocks('getfattr', [...options, '--', root], root, (line) => !FOREIGN_XATTR.test(line));
}

/** Paths below the root (bytes as latin-1) to their ACL, for every path whose ACL says more than its mode. */
export function readAcls(root: string): Map<string, string> {
  const options = ['-R', '-n', '-P', '-p', '--skip-base'];
  // The owner and flags are in the mode already.
  return readBlocks('getfacl', [...options, '--', root], root, (line) => !line.startsWith('# '));
}

/** Both tools print blocks of lines after "# file: PATH", an empty line between them. */
function readBlocks(
  tool: string,
  args: readonly string[],
  root: string,
  isWanted: (line: string) => boolean,
): Map<string, string> {
  const result = spawnSync(tool, args, {
    encoding: 'buffer',
    maxBuffer: 1 << 30,
    env: { LC_ALL: 'C', ...path() },
  });
  if (result.status !== 0) {
    throw new Error(`${tool} ${root}: ${result.error?.message ?? result.stderr.toString()}`);
  }
  const blocks = new Map<string, string>();
  const rootBytes = Buffer.from(root).toString('latin1');
  for (const block of result.stdout.toString('latin1').split('\n\n')) {
    const [head = '', ...lines] = block.split('\n');
    if (!head.startsWith('# file: ')) continue;
    const wanted = lines.filter((line) => line !== '' && isWanted(line)).sort();
    if (wanted.length > 0)
      blocks.set(below(rootBytes, unescapeName(head.slice('# file: '.length))), wanted.join('\n'));
  }
  return blocks;
}

function path(): { PATH: string } {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin' };
}

function below(root: string, full: string): string {
  return full === root ? '.' : full.slice(root.length + 1);
}

/** A newline in a name is "\012", a backslash "\134" or "\\". */
function unescapeName(name: string): string {
  return name.replace(/\\([0-7]{3}|\\)/g, (_, code: string) =>
    code === '\\' ? '\\' : String.fromCharCode(parseInt(code, 8)),
  );
}
