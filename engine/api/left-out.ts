import type { RsyncFlavour } from '../model/facts.ts';
import type { VolumeId } from '../model/ids.ts';
import type { PresetName } from '../model/pair.ts';
import type { PathText } from '../model/path-text.ts';
import type { Problem } from '../model/problem.ts';

/** Patterns that are being tried, of a pair that is stored or of none. */
export interface LeftOutDraft {
  /** Whose primary and volumes; without it, this machine. */
  readonly pair?: string;
  /** This folder alone; needed without a pair. */
  readonly source?: string;
  readonly preset: PresetName;
  readonly excludes: readonly string[];
}

export interface LeftOutOptions {
  /** Aborting rejects with `run.cancelled`. */
  readonly signal?: AbortSignal;
  /** What is known so far, some times a second. */
  readonly onProgress?: (report: LeftOutReport) => void;
}

export interface LeftOutReport {
  /** In the order of the volumes. */
  readonly sources: readonly LeftOutSource[];
}

export interface LeftOutSource {
  /** `undefined`: of no stored volume. */
  readonly volumeId: VolumeId | undefined;
  readonly source: PathText;
  /**
   * `looking`: the source is being gone through. `weighing`: so is what is in the folders that were found. `untold`: the primary's
   * rsync does not say what it leaves out (only GNU's from 3.1 on does).
   */
  readonly state: 'waiting' | 'looking' | 'weighing' | 'done' | 'untold' | 'failed';
  /** Of the primary, the one that is used; `version` as it says. */
  readonly rsync: { readonly flavour: RsyncFlavour; readonly version: string } | undefined;
  /** What would be copied; known when the source was gone through. */
  readonly kept: Weight | undefined;
  /** In the order in which they count: the first that matches decides. The app's own only where they leave something out. */
  readonly patterns: readonly LeftOutPattern[];
  /** Why it failed; or, beside `done`, what could not be read. */
  readonly problem: Problem | undefined;
}

/** Size of files only; each name of a file that has several counts. */
export interface Weight {
  readonly entries: number;
  readonly bytes: number;
}

export interface LeftOutPattern {
  /** As the person or the preset has it. */
  readonly pattern: string;
  readonly from: 'person' | 'preset' | 'app';
  /** `undefined`: a person's own. */
  readonly reason: string | undefined;
  /** What it matched: a folder counts once. */
  readonly matches: number;
  /** With all that is in the folders; `undefined` until it was weighed. */
  readonly weight: Weight | undefined;
  /** Some of the matches, below the source. */
  readonly samples: readonly PathText[];
}
