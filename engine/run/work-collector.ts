import { createHash } from 'node:crypto';
import type { VolumeId } from '../model/ids.ts';
import { parentOf } from '../model/path-parts.ts';
import type { PathText } from '../model/path-text.ts';
import type { Change } from '../model/run.ts';
import { MARKER_NAME, PARTIAL_DIR_NAME } from '../model/volume.ts';
import type { VolumeWork } from '../plan/decide-work.ts';
import type { ChangeRecord, TransferStats } from '../rsync/output.ts';

const SAMPLE_SIZE = 20;
/** rsync tells what takes a folder's place right after the deletions in it: older folders need not be remembered. */
const FOLDERS_REMEMBERED = 1000;

/** Where the paths of a plan go as they are found; a list on disk each, since there may be millions. */
export interface WorkLists {
  /** Everything to be sent or changed. */
  readonly changes: { add(path: PathText): void };
  /** Everything to be deleted, a directory after its content. */
  readonly deletions: { add(path: PathText): void };
  /** What takes the place of a folder that is not empty. */
  readonly replacements: { add(path: PathText): void };
  /** Regular files of which nothing but attributes changes. */
  readonly attributes: { add(path: PathText): void };
}

/** Reads the output of a dry run as the work that it stands for: counts, samples, lists and a digest over all of it. */
export class WorkCollector {
  readonly #volumeId: VolumeId;
  readonly #lists: WorkLists;
  readonly #digest = createHash('sha256');
  readonly #deletedSample: PathText[] = [];
  readonly #updatedSample: PathText[] = [];
  #created = 0;
  #updated = 0;
  #attributes = 0;
  /** How many of the changes are of regular files and of their attributes alone. */
  attributeFiles = 0;
  #deleted = 0;
  #leftovers = 0;
  #createdBytes = 0;
  #updatedBytes = 0;
  #largestUpdate = 0;
  /** The root's own attributes differ. */
  rootChanged = false;
  /** An entry directly in the root comes or goes, which changes the root's times. */
  topLevelChanged = false;
  /** Hard links are part of the work: it cannot be cut into a list of paths without breaking some. */
  hardLinks = false;
  /** A regular file is among the changes. */
  sendsFiles = false;
  /** A marker of this app below the root would go: another pair or volume has its copy there. */
  foreignMarker: PathText | undefined;
  /** How many folders with something in them are to be replaced by something else. */
  replacedFolders = 0;
  /** Folders that stay, in which something is to be deleted; the newest. */
  readonly #emptied = new Set<PathText>();

  constructor(volumeId: VolumeId, lists: WorkLists) {
    this.#volumeId = volumeId;
    this.#lists = lists;
  }

  /** Takes one itemised line. Returns it as a change for the history, or nothing for what only the app itself left there. */
  take(record: ChangeRecord): Change | undefined {
    const { change: kind, path } = record;
    if (kind === 'deleted' && isLeftover(path)) {
      this.#leftovers += 1;
      this.#lists.deletions.add(path);
      return undefined;
    }
    this.#digest.update(`${record.itemized}|${String(record.bytes)}|${record.modified}|${path}\n`);
    if (path === '.') this.rootChanged = true;
    else if (!path.includes('/')) this.topLevelChanged = true;
    if (record.hardLink) this.hardLinks = true;
    if (kind === 'deleted') {
      this.#deleted += 1;
      if (path.endsWith(`/${MARKER_NAME}`)) this.foreignMarker ??= path;
      this.#emptied.delete(path);
      this.#rememberEmptied(parentOf(path));
      sample(this.#deletedSample, path);
      this.#lists.deletions.add(path);
    } else {
      this.#countWrite(record);
      if (record.entry !== 'directory' && this.#emptied.has(path)) {
        this.replacedFolders += 1;
        this.#lists.replacements.add(path);
      } else if (path !== '.') this.#lists.changes.add(path);
    }
    return toChange(this.#volumeId, record);
  }

  #rememberEmptied(folder: PathText): void {
    this.#emptied.add(folder);
    const [oldest] = this.#emptied;
    if (this.#emptied.size > FOLDERS_REMEMBERED && oldest !== undefined) this.#emptied.delete(oldest);
  }

  #countWrite(record: ChangeRecord): void {
    const isFile = record.entry === 'file';
    if (isFile && record.change !== 'attributes' && !record.hardLink) this.sendsFiles = true;
    switch (record.change) {
      case 'created':
        this.#created += 1;
        if (isFile && !record.hardLink) this.#createdBytes += record.bytes;
        return;
      case 'updated':
        this.#updated += 1;
        sample(this.#updatedSample, record.path);
        if (!isFile || record.hardLink) return;
        this.#updatedBytes += record.bytes;
        this.#largestUpdate = Math.max(this.#largestUpdate, record.bytes);
        return;
      case 'attributes':
        if (record.path !== '.') this.#attributes += 1;
        if (!isFile || record.hardLink) return;
        this.attributeFiles += 1;
        this.#lists.attributes.add(record.path);
        return;
      case 'deleted':
        return;
    }
  }

  /** Nothing at all to do, the root's attributes and leftovers included. */
  get isEmpty(): boolean {
    return this.#created + this.#updated + this.#attributes + this.#deleted + this.#leftovers === 0;
  }

  get writes(): number {
    return this.#created + this.#updated + this.#attributes;
  }

  get deletions(): number {
    return this.#deleted + this.#leftovers;
  }

  digest(): string {
    return this.#digest.copy().digest('hex');
  }

  work(stats: TransferStats): VolumeWork {
    return {
      volumeId: this.#volumeId,
      scanned: stats.files,
      created: this.#created,
      updated: this.#updated,
      attributes: this.#attributes,
      deleted: this.#deleted,
      fileBytes: this.#createdBytes + this.#updatedBytes,
      neededBytes: this.#createdBytes + this.#largestUpdate,
      totalBytes: stats.totalBytes,
      deletedSample: this.#deletedSample,
      updatedSample: this.#updatedSample,
      foreignMarker: this.foreignMarker,
    };
  }
}

/** Of rsync's partial files, which the app keeps apart. */
export function isLeftover(path: PathText): boolean {
  return `/${path}/`.includes(`/${PARTIAL_DIR_NAME}/`);
}

function sample(into: PathText[], path: PathText): void {
  if (into.length < SAMPLE_SIZE) into.push(path);
}

export function toChange(volumeId: VolumeId, record: ChangeRecord): Change {
  const { change: kind, entry: type, path, bytes, itemized } = record;
  return { volumeId, kind, type, path, bytes: type === 'file' ? bytes : 0, itemized };
}
