import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, startProcess, type ProcessResult, type StartedProcess } from '../helpers/run-process.ts';

/** Detaches the loop devices and unmounts everything in a lab's folder, and then the folder, in which nothing else
 *  is. Processes of the lab that are just ending may hold on to a mount for a moment. The kernel writes a space in a mount
 *  point as `\040`, printf reads the digits of `\0040` and no more: the next letter of the name may be a digit too. */
const TAKE_DOWN = `
folder=$1
for attempt in {1..100}; do
  while read -r device file; do
    [[ $file == "$folder"/* ]] && losetup -d "$device" 2>/dev/null
  done < <(losetup --list --noheadings --output NAME,BACK-FILE)
  mounts=()
  while read -r _ _ _ _ point _; do
    [[ $point == "$folder" || $point == "$folder"/* ]] || continue
    printf -v point %b "\${point//\\\\/\\\\0}"
    mounts=("$point" "\${mounts[@]}")
  done < /proc/self/mountinfo
  [ \${#mounts[@]} = 0 ] && break
  lazy=
  [ "$attempt" -gt 60 ] && lazy=-l && echo "torn out: \${mounts[*]}" >&2
  umount $lazy -- "\${mounts[@]}" 2>/dev/null
  sleep 0.03
done
[ ! -e "$folder" ] || rmdir "$folder"
`;

/** Takes down when its stdin ends: when the runner closes it, or when the runner is gone, however that came. */
const WAIT_AND_TAKE_DOWN = `trap '' HUP INT TERM; while read -r _; do :; done; ${TAKE_DOWN}`;

const FOLDER_PREFIX = 'warmspare-lab';
const NEVER_MS = 2 ** 31 - 1;

/** Where a lab has its mounts, and what will take them away. */
export interface LabFolder {
  readonly path: string;
  readonly tearDown: () => Promise<void>;
}

export async function makeLabFolder(): Promise<LabFolder> {
  const name = [FOLDER_PREFIX, process.pid, startOf(process.pid), randomBytes(3).toString('hex')].join('-');
  const path = join(tmpdir(), name);
  mkdirSync(path);
  const janitor = startProcess(['bash', '-c', WAIT_AND_TAKE_DOWN, 'lab-janitor', path], {
    keepInputOpen: true,
    timeoutMs: NEVER_MS,
    cwd: '/',
  });
  // Private: what is mounted below is to be seen in no other mount namespace.
  await runProcess(['mount', '-t', 'tmpfs', '-o', 'mode=755', name, path]);
  await runProcess(['mount', '--make-private', path]);
  return { path, tearDown: () => dismiss(janitor, path) };
}

async function dismiss(janitor: StartedProcess, path: string): Promise<void> {
  janitor.endInput();
  const { stderr } = await janitor.exited;
  if (existsSync(path)) throw new Error(`the lab's folder ${path} is still there: ${stderr}`);
}

/** Takes down what labs left whose runner and janitor were both killed. */
export async function sweepAbandonedLabs(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(isAbandoned)) await takeDown(join(tmpdir(), name));
}

/** Says on stderr what it had to tear out. */
export function takeDown(folder: string): Promise<ProcessResult> {
  return runProcess(['bash', '-c', TAKE_DOWN, 'lab-sweeper', folder], { okCodes: 'any' });
}

/** warmspare-lab-1234-567890-a1b2c3: the runner's pid and start, against a pid that is used again. */
function isAbandoned(name: string): boolean {
  const [, pid, start] = /^warmspare-lab-(\d+)-(\d+)-[0-9a-f]{6}$/.exec(name) ?? [];
  return pid !== undefined && startOf(Number(pid)) !== start;
}

/** In clock ticks since the system's start, of a process that has not ended. */
function startOf(pid: number): string | undefined {
  try {
    // 123 (a name) S …: the state is the third field, the start the 22nd.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
