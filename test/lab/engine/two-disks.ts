import { MARKER_NAME, PARTIAL_DIR_NAME } from '../../../engine/model/volume.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { readTree, type Tree } from '../../helpers/read-tree.ts';
import type { LabDisk } from '../lab-disk.ts';
import { freshDisk, type EngineLab } from './engine-lab.ts';

/** The primary's disk and the standby's, as this machine sees them. */
export class TwoDisks {
  readonly primaryDisk: LabDisk;
  readonly standbyDisk: LabDisk;

  constructor(primaryDisk: LabDisk, standbyDisk: LabDisk) {
    this.primaryDisk = primaryDisk;
    this.standbyDisk = standbyDisk;
  }

  static async make({ primary, standby }: EngineLab, sizeMb: number): Promise<TwoDisks> {
    const [a, b] = await Promise.all([
      freshDisk(primary, 'Work', sizeMb),
      freshDisk(standby, 'Spare', sizeMb),
    ]);
    return new TwoDisks(a, b);
  }

  get source(): string {
    return this.primaryDisk.path;
  }

  get destination(): string {
    return this.standbyDisk.path;
  }

  /** Everything that differs, but for the app's own marker. */
  differences(): string[] {
    return compareTrees(this.source, this.destination, { ignore: (path) => path === MARKER_NAME });
  }

  standbyNow(): Tree {
    return readTree(this.destination);
  }

  /** What the standby lost since `before`, or has only half of: nothing may go that the primary still has, and a file under
   *  its own name is either as it was or as it is on the primary. */
  losses(before: Tree): string[] {
    const [source, now] = [readTree(this.source), this.standbyNow()];
    const gone = [...before.keys()].filter((path) => !now.has(path) && source.has(path));
    const half = [...now].filter(([path, entry]) => {
      if (entry.type !== 'file' || isOurs(path) || isTemporary(path, source)) return false;
      return ![before, source].some((tree) => tree.get(path)?.content === entry.content);
    });
    return [...gone.map((path) => `${path}: gone`), ...half.map(([path]) => `${path}: half`)];
  }
}

function isOurs(path: string): boolean {
  return path === MARKER_NAME || path.split('/').includes(PARTIAL_DIR_NAME);
}

/** rsync writes `.name.aB3dE6` before it renames; where it was killed, the next run takes that away. */
function isTemporary(path: string, source: Tree): boolean {
  const [, folder = '', name = ''] = /^(.*\/)?\.(.+)\.[A-Za-z0-9]{6}$/.exec(path) ?? [];
  return name !== '' && source.has(folder + name);
}
