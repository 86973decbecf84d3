import type { DiskFacts } from '../../model/machine.ts';
import type { Pair } from '../../model/pair.ts';
import type { PathText } from '../../model/path-text.ts';
import type { Survey, SurveyedPlace } from '../../model/survey.ts';
import type { Volume } from '../../model/volume.ts';
import { surveyedPlaceAt } from './surveyed-place.ts';

/** The clone of a whole system, on the volume that it fills. */
export interface BootVolume {
  readonly volume: Volume;
  readonly path: PathText;
  /** As macOS shows it. */
  readonly name: string;
  readonly isApfs: boolean;
  readonly isInternal: boolean | undefined;
  readonly osVersion: string | undefined;
  readonly osBuild: string | undefined;
}

/** `undefined`: no volume of the pair is a system, or it lies in a folder, from which no Mac starts. Where nobody has looked it is taken for a disk. */
export function bootVolumeOf(
  { volumes }: Pick<Pair, 'volumes'>,
  standby: Survey | undefined,
): BootVolume | undefined {
  for (const volume of volumes) {
    if (volume.role !== 'system') continue;
    const place = surveyedPlaceAt(standby, volume.destination);
    if (place !== undefined && !mayStartFrom(place)) continue;
    const disk = standby?.machine.disks.find(({ path }) => path === volume.destination);
    return bootVolume(volume, place, disk);
  }
  return undefined;
}

/** A place that is missing today may be a disk that is not mounted. */
function mayStartFrom({ state, path, mountPoint, fileSystem }: SurveyedPlace): boolean {
  if (state === 'not-a-directory') return false;
  return state === 'missing' || (mountPoint === path && ['apfs', 'hfs'].includes(fileSystem));
}

function bootVolume(
  volume: Volume,
  place: SurveyedPlace | undefined,
  disk: DiskFacts | undefined,
): BootVolume {
  const path = volume.destination;
  return {
    volume,
    path,
    name: disk?.volumeName ?? path.slice(path.lastIndexOf('/') + 1),
    isApfs: place?.fileSystem === 'apfs',
    isInternal: disk?.isInternal,
    osVersion: disk?.osVersion,
    osBuild: disk?.osBuild,
  };
}
