import { shellWord } from '../text/words.ts';
import type { Stage } from './stage.ts';

/** Linux's setfattr and macOS's xattr; fails where neither is, or where the file system has no such attributes. */
const SET =
  'if command -v setfattr >/dev/null; then setfattr -n user.warmspare.demo -v kept -- "$f"; ' +
  'else xattr -w warmspare.demo kept "$f"; fi 2>/dev/null';
const GET =
  'if command -v getfattr >/dev/null; then getfattr --absolute-names --only-values -n user.warmspare.demo -- "$f"; ' +
  'else xattr -p warmspare.demo "$f"; fi 2>/dev/null';

/**
 * Sets an extended attribute on a file of the primary; false where that cannot be. Node has no call for it, but the
 * standby's shell is on this machine too.
 */
export async function setAttribute(stage: Stage, file: string): Promise<boolean> {
  return (await run(stage, SET, file)).code === 0;
}

export async function hasAttribute(stage: Stage, file: string): Promise<boolean> {
  return (await run(stage, GET, file)).stdout.trim() === 'kept';
}

async function run(
  { standby }: Stage,
  script: string,
  file: string,
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const connection = await standby.signIn({ password: standby.password });
  try {
    return await connection.run(`f=${shellWord(file)}; ${script}`);
  } finally {
    await connection.close();
  }
}
