import type { Problem } from '../model/problem.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import type { VolumeWork } from '../plan/decide-work.ts';
import type { Gone } from '../rsync/exit.ts';
import type { ChangeRecord } from '../rsync/output.ts';
import { ListWriter } from '../store/list-writer.ts';
import type { PlannedRun } from './run-context.ts';
import { transfer, type PassResult } from './transfer.ts';
import { PatternUse } from './pattern-use.ts';
import { WorkCollector } from './work-collector.ts';

/** What a dry run of one volume found, and where its lists lie. */
export interface Compared {
  readonly step: VolumeStep;
  /** Files were read, not only looked at. */
  readonly contents: boolean;
  readonly collector: WorkCollector;
  readonly work: VolumeWork;
  /** NUL-ended paths to send or change. */
  readonly changesFile: string;
  /** NUL-ended paths to delete, a directory after its content. */
  readonly deletionsFile: string;
  /** NUL-ended paths that take the place of folders which are not empty. */
  readonly replacementsFile: string;
  /** NUL-ended paths of regular files that only get other attributes. */
  readonly attributesFile: string;
  /** Everything on the source was read without an error. */
  readonly readAll: boolean;
  /** What went while it was looked at, where nothing else was wrong. */
  readonly gone: Gone | undefined;
  /** What could not be read, when something could not. */
  readonly problem: Problem | undefined;
  /** Excludes of a person that left out nothing. */
  readonly unusedPatterns: readonly string[];
  /** What alone was looked at; `undefined`: everything. */
  readonly looked: LookedAt | undefined;
}

/** The paths that a run follows the journal to. */
export interface LookedAt {
  /** NUL-ended; a folder of which every entry is meant has a slash at its end. */
  readonly list: string;
  readonly paths: number;
  /** The source's own attributes changed. */
  readonly root: boolean;
  /** Appends what came meanwhile; false: nobody can tell, and nothing may be deleted. */
  readonly addArrived: () => Promise<boolean>;
}

/** Dry-runs one volume, deletions included, writing nothing on either side. Throws what makes a comparison impossible. */
export async function compareVolume(
  run: PlannedRun,
  step: VolumeStep,
  how: {
    readonly contents: boolean;
    readonly looked?: LookedAt;
    readonly onChange?: (record: ChangeRecord) => void;
  },
): Promise<Compared> {
  const { contents, looked } = how;
  const { volume } = step;
  run.recorder.phase('comparing', volume.id);
  const changesFile = run.work.file(`${volume.id}.changes`);
  const deletionsFile = run.work.file(`${volume.id}.deletions`);
  const replacementsFile = run.work.file(`${volume.id}.replacements`);
  const attributesFile = run.work.file(`${volume.id}.attributes`);
  let collector: WorkCollector | undefined;
  let lists: readonly ListWriter[] = [];
  const patterns = new PatternUse(run.pair.filters.excludes);
  const result: PassResult = await transfer(run, step, {
    pass:
      looked === undefined
        ? { kind: 'compare', whole: true, contents }
        : { kind: 'compare', whole: false, list: looked.list },
    ...(looked === undefined && run.pair.filters.excludes.length > 0
      ? { onFiltered: (rule) => patterns.used(rule) }
      : {}),
    begin: async () => {
      const changes = await ListWriter.open(changesFile);
      const deletions = await ListWriter.open(deletionsFile);
      const replacements = await ListWriter.open(replacementsFile);
      const attributes = await ListWriter.open(attributesFile);
      lists = [changes, deletions, replacements, attributes];
      collector = new WorkCollector(volume.id, { changes, deletions, replacements, attributes });
    },
    onChange: (record) => {
      const change = collector?.take(record);
      if (change === undefined) return;
      // Where only what changed is looked at, what is found is done at once, and noted then.
      if (looked === undefined) run.recorder.change(change);
      how.onChange?.(record);
    },
    ready: async () => {
      await Promise.all(lists.map((list) => list.ready()));
    },
    end: async () => {
      await Promise.all(lists.map((list) => list.close()));
    },
  });
  if (collector === undefined) throw new Error('a comparison without a try');
  const work = collector.work(result.stats);
  run.recorder.addTotals(volume.id, {
    scanned: work.scanned,
    totalBytes: work.totalBytes,
    wireBytes: result.stats.sent + result.stats.received,
  });
  return {
    step,
    contents,
    collector,
    work,
    changesFile,
    deletionsFile,
    replacementsFile,
    attributesFile,
    readAll: result.readAll,
    gone: result.gone,
    problem: result.problem,
    unusedPatterns: looked === undefined ? patterns.unused() : [],
    looked,
  };
}
