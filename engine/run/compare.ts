import type { Problem } from '../model/problem.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import type { VolumeWork } from '../plan/decide-work.ts';
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
  /** What could not be read, when something could not. */
  readonly problem: Problem | undefined;
  /** Excludes of a person that left out nothing. */
  readonly unusedPatterns: readonly string[];
}

/** Dry-runs one volume, deletions included, writing nothing on either side. Throws what makes a comparison impossible. */
export async function compareVolume(run: PlannedRun, step: VolumeStep, contents: boolean): Promise<Compared> {
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
    pass: { kind: 'compare', whole: true, contents },
    ...(run.pair.filters.excludes.length > 0 ? { onFiltered: (rule) => patterns.used(rule) } : {}),
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
      if (change !== undefined) run.recorder.change(change);
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
    problem: result.problem,
    unusedPatterns: patterns.unused(),
  };
}
