import type { LocalVolume } from '../../../engine/model/local-volume.ts';

/** Where a volume may well go on the standby: a system to a disk of its own, anything else to where it is here. */
export function suggestedPlace({ path, name, role }: Pick<LocalVolume, 'path' | 'name' | 'role'>): string {
  return role === 'system' ? `/Volumes/${name.replaceAll('/', ':')}` : path;
}
