import type { PathText } from '../../model/path-text.ts';
import type { Pair } from '../../model/pair.ts';
import type { Survey } from '../../model/survey.ts';
import type { Volume } from '../../model/volume.ts';
import { surveyedPlaceAt } from '../failover/surveyed-place.ts';

/** The disk that a clone lies on. */
export interface StandbyDisk {
  readonly path: PathText;
  /** Where the disk itself is mounted, as far as anybody has seen it. */
  readonly mountPoint: PathText;
  readonly device: string | undefined;
  readonly name: string | undefined;
  readonly isApfs: boolean;
  readonly isInternal: boolean | undefined;
}

export interface StandbyDisks {
  /** Encrypted, and not the one that the standby's own system unlocks at its start. */
  readonly locked: readonly StandbyDisk[];
  /** Every disk that has to be mounted beside the standby's own. */
  readonly all: readonly StandbyDisk[];
  readonly ownerless: readonly StandbyDisk[];
}

/** One disk each, however many volumes of the pair lie on it. */
export function planDisks({ volumes }: Pair, standby: Survey | undefined): StandbyDisks {
  const places = volumes.map((volume) => placeOf(volume, standby));
  const apart = uniqueBy(places.filter(({ disk }) => !isOwn(disk.mountPoint)));
  return {
    locked: apart.filter(({ isEncrypted }) => isEncrypted).map(({ disk }) => disk),
    all: apart.map(({ disk }) => disk),
    ownerless: uniqueBy(places.filter(({ ownersIgnored }) => ownersIgnored)).map(({ disk }) => disk),
  };
}

interface Place {
  readonly disk: StandbyDisk;
  readonly isEncrypted: boolean;
  readonly ownersIgnored: boolean;
}

function placeOf(volume: Volume, standby: Survey | undefined): Place {
  const path = volume.destination;
  const seen = surveyedPlaceAt(standby, path);
  const recorded = volume.identity?.destination;
  const facts = standby?.machine.disks.find((disk) => disk.path === path);
  const isSeen = seen?.state === 'present';
  return {
    disk: {
      path,
      // Where the disk is missing now, what is mounted above its place is another.
      mountPoint: (isSeen ? seen.mountPoint : recorded?.mountPoint) ?? path,
      device: facts?.device,
      name: facts?.volumeName,
      isApfs: ((isSeen ? seen.fileSystem : recorded?.fileSystem) ?? 'apfs') === 'apfs',
      isInternal: facts?.isInternal,
    },
    isEncrypted: facts?.isEncrypted === true,
    ownersIgnored: isSeen && seen.ownersIgnored,
  };
}

function isOwn(mountPoint: PathText): boolean {
  return mountPoint === '/' || mountPoint === '/System/Volumes/Data';
}

function uniqueBy(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ disk }) => {
    const key = disk.device ?? disk.mountPoint;
    return !seen.has(key) && seen.add(key);
  });
}
