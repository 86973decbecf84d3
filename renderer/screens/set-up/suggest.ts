import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import { PairName } from '../../../engine/model/ids.ts';
import type { PresetName } from '../../../engine/model/pair.ts';
import type { EnteredVolume } from './entered.ts';

/** The same path there; what this machine runs from goes to a disk of its own. */
export function suggestedMapping({ path, name, role, isSystem }: LocalVolume): EnteredVolume {
  return { source: path, destination: isSystem ? `/Volumes/${fileName(name)}` : path, role };
}

function fileName(name: string): string {
  const cleaned = name.replaceAll('/', ':').trim();
  return cleaned === '' || cleaned === '.' || cleaned === '..' ? 'Spare' : cleaned;
}

/** Disks with data of their own; where there are none, people's folders. */
export function suggestedVolumes(volumes: readonly LocalVolume[]): EnteredVolume[] {
  const disks = volumes.filter(({ kind, isSystem }) => kind === 'volume' && !isSystem);
  const chosen = disks.length > 0 ? disks : volumes.filter(({ kind }) => kind === 'home');
  return chosen.map(suggestedMapping);
}

/** What suits what is copied, as long as nobody chose. */
export function suggestedPreset(
  volumes: readonly Pick<EnteredVolume, 'role'>[],
  platform: 'darwin' | 'linux' | 'other',
): PresetName {
  if (platform !== 'darwin') return 'none';
  return volumes.some(({ role }) => role === 'system') ? 'macos-system' : 'macos-data';
}

/** `Anna’s Mac mini` → `Anna's Mac mini`; `spare.local` → `spare`. A name that nobody has yet. */
export function suggestedName(machine: string, taken: readonly string[]): string {
  const isAddress = /^[\d.]+$|:/.test(machine);
  const plain = machine
    .replaceAll('’', "'")
    .replace(/\.local\.?$/, '')
    .replace(/[^\p{L}\p{M}\p{N} ._+()'-]+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 56)
    .trim();
  const name = !isAddress && PairName.safeParse(plain).success ? plain : 'Spare';
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${String(number)}`;
    if (!isTaken(candidate, taken)) return candidate;
  }
}

/** Names that differ in case only are one. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  const lower = name.trim().toLocaleLowerCase('en');
  return taken.some((each) => each.toLocaleLowerCase('en') === lower);
}
