import type { VolumeId } from '../model/ids.ts';
import { printable } from '../model/path-text.ts';
import type { RunRecord } from '../model/run.ts';

/** The two paths of a mapping: of a pair's volume, or of a run's result for it. */
export interface VolumePaths {
  readonly id: VolumeId;
  readonly source: string;
  readonly destination: string;
}

/** The mappings as they were when the run was. */
export function volumesOf(run: Pick<RunRecord, 'volumes'>): VolumePaths[] {
  return run.volumes.map(({ volumeId, source, destination }) => ({ id: volumeId, source, destination }));
}

const NO_VOLUME = 'a volume that is no longer in the pair';

/** `/Volumes/Users`, escaped for a terminal. */
export function sourceOf(volumes: readonly VolumePaths[], id: VolumeId | undefined): string {
  const volume = volumes.find((each) => each.id === id);
  return volume === undefined ? NO_VOLUME : printable(volume.source);
}

export function destinationOf(volumes: readonly VolumePaths[], id: VolumeId | undefined): string {
  const volume = volumes.find((each) => each.id === id);
  return volume === undefined ? NO_VOLUME : printable(volume.destination);
}

/** The last part of the source's path, or all of it where two volumes would be called the same. */
export function shortNameOf(volumes: readonly VolumePaths[], id: VolumeId): string {
  const volume = volumes.find((each) => each.id === id);
  if (volume === undefined) return '';
  const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const name = last(volume.source);
  const isAmbiguous = name === '' || volumes.some((each) => each !== volume && last(each.source) === name);
  return printable(isAmbiguous ? volume.source : name);
}
