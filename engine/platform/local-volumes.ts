import { readdir, readFile, readlink, stat, statfs } from 'node:fs/promises';
import type { LocalVolume } from '../model/local-volume.ts';
import { bytesToPathText, pathTextToBytes, type PathText } from '../model/path-text.ts';
import { currentPlatform, type Platform } from './index.ts';
import { linuxVolumes, macVolumes, type MountedVolume } from './mounted-volumes.ts';
import { runProcess } from './run-process.ts';

/** How this machine is asked; paths and names are path text. */
export interface VolumeSources {
  readonly platform: Platform;
  /** What is mounted, as the platform tells it. */
  readonly mounts: () => Promise<string>;
  /** Folders in a folder, and links; none of one that is not there. */
  readonly list: (folder: PathText) => Promise<readonly PathText[]>;
  /** Where a symbolic link points to. */
  readonly target: (link: PathText) => Promise<PathText | undefined>;
  /** `undefined`: not there, or not to be looked at. */
  readonly space: (path: PathText) => Promise<Space | undefined>;
}

export interface Space {
  readonly usedBytes: number;
  readonly freeBytes: number;
}

/** What of this machine somebody may want to copy: the system first, then other disks, then people's folders. */
export async function localVolumes(sources: VolumeSources = ownSources()): Promise<readonly LocalVolume[]> {
  const { platform, mounts } = sources;
  if (platform === 'other') return [];
  const text = await mounts();
  const mounted = platform === 'darwin' ? macVolumes(text) : linuxVolumes(text);
  const volumes = await Promise.all(mounted.map((volume) => volumeOf(sources, volume)));
  const homes = await homesOf(sources, mounted);
  return [...volumes, ...homes].filter((one) => one !== undefined).sort(inOrder);
}

async function volumeOf(
  sources: VolumeSources,
  { path, fileSystem, isSystem }: MountedVolume,
): Promise<LocalVolume | undefined> {
  const space = await sources.space(path);
  if (space === undefined) return undefined;
  const name = isSystem ? await systemName(sources) : lastPart(path);
  return { path, name, kind: 'volume', fileSystem, ...space, role: isSystem ? 'system' : 'data', isSystem };
}

/** macOS keeps the name of the volume that it started from as a link to `/`. */
async function systemName({ platform, list, target }: VolumeSources): Promise<PathText> {
  if (platform !== 'darwin') return 'System';
  for (const name of await list('/Volumes')) if ((await target(`/Volumes/${name}`)) === '/') return name;
  return 'Macintosh HD';
}

async function homesOf(
  { platform, list, space }: VolumeSources,
  mounted: readonly MountedVolume[],
): Promise<LocalVolume[]> {
  const folder = platform === 'darwin' ? '/Users' : '/home';
  const homes: LocalVolume[] = [];
  for (const name of await list(folder)) {
    const path = `${folder}/${name}`;
    const isDisk = mounted.some((volume) => volume.path === path);
    const found = name.startsWith('.') || name === 'lost+found' || isDisk ? undefined : await space(path);
    if (found === undefined) continue;
    const fileSystem = volumeAt(mounted, path)?.fileSystem ?? 'unknown';
    const { freeBytes } = found;
    homes.push({
      path,
      name,
      kind: 'home',
      fileSystem,
      usedBytes: undefined,
      freeBytes,
      role: 'data',
      isSystem: false,
    });
  }
  return homes;
}

/** The deepest mount that a path is on. A home folder of a Mac is reached through the system's root. */
function volumeAt(mounted: readonly MountedVolume[], path: PathText): MountedVolume | undefined {
  const above = mounted.filter((volume) => volume.isSystem || path.startsWith(`${volume.path}/`));
  return above.sort((a, b) => Number(a.isSystem) - Number(b.isSystem) || b.path.length - a.path.length)[0];
}

function inOrder(a: LocalVolume, b: LocalVolume): number {
  const rank = ({ kind, isSystem }: LocalVolume): number => (isSystem ? 0 : kind === 'volume' ? 1 : 2);
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1);
}

function lastPart(path: PathText): PathText {
  return path.slice(path.lastIndexOf('/') + 1);
}

function bytesOf(path: PathText): Buffer {
  return Buffer.from(pathTextToBytes(path));
}

function ownSources(): VolumeSources {
  const platform = currentPlatform();
  return {
    platform,
    mounts: () => (platform === 'darwin' ? macMounts() : readFile('/proc/self/mountinfo', 'latin1')),
    list: async (folder) => {
      const entries = await readdir(bytesOf(folder), { withFileTypes: true, encoding: 'buffer' }).catch(
        () => [],
      );
      const isWanted = (entry: (typeof entries)[number]): boolean =>
        entry.isDirectory() || entry.isSymbolicLink();
      return entries.filter(isWanted).map(({ name }) => bytesToPathText(name));
    },
    target: (link) => readlink(bytesOf(link), { encoding: 'buffer' }).then(bytesToPathText, () => undefined),
    space: spaceOf,
  };
}

async function spaceOf(path: PathText): Promise<Space | undefined> {
  try {
    if (!(await stat(bytesOf(path))).isDirectory()) return undefined;
    const { bsize, blocks, bfree, bavail } = await statfs(bytesOf(path));
    return { usedBytes: (blocks - bfree) * bsize, freeBytes: bavail * bsize };
  } catch {
    return undefined;
  }
}

/** Not run on a Mac yet; the text has the form of mount(8). */
async function macMounts(): Promise<string> {
  const end = await runProcess(['/sbin/mount'], { env: { LC_ALL: 'C' }, timeoutMs: 10_000 });
  return end.kind === 'exited' ? Buffer.from(end.stdout).toString('utf8') : '';
}
