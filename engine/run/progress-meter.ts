import type { RunProgress } from '../api/events.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Phase } from '../model/run.ts';
import type { Pass } from '../rsync/arguments.ts';
import type { ProgressRecord } from '../rsync/output.ts';

/** What the plan says that a pass will send. */
export interface Expectation {
  readonly files: number;
  readonly bytes: number;
}

const PHASE_OF: Readonly<Record<Pass['kind'], Phase>> = {
  compare: 'comparing',
  checksum: 'checking',
  copy: 'copying',
  mirror: 'copying',
  root: 'copying',
  remove: 'deleting',
};

export function phaseOf(pass: Pass): Phase {
  return PHASE_OF[pass.kind];
}

/** rsync's progress of one pass as ours: a fraction only where a total is known, and never going back. */
export class ProgressMeter {
  readonly #volumeId: VolumeId;
  readonly #kind: Pass['kind'];
  readonly #expected: Expectation | undefined;
  #fraction: number | undefined;
  #filesDone = 0;

  constructor(volumeId: VolumeId, kind: Pass['kind'], expected: Expectation | undefined) {
    this.#volumeId = volumeId;
    this.#kind = kind;
    this.#expected = expected;
  }

  read(record: ProgressRecord): RunProgress {
    const total = record.left?.final === true ? record.left.total : undefined;
    if (record.left !== undefined) this.#filesDone = record.left.total - record.left.toCheck;
    const done = this.#filesDone;
    const fraction = this.#fractionOf(record, total, done);
    if (fraction !== undefined) this.#fraction = Math.max(this.#fraction ?? 0, Math.min(1, fraction));
    const remaining = this.#remainingBytes(record);
    const rate = record.bytesPerSecond;
    return {
      type: 'run.progress',
      phase: PHASE_OF[this.#kind],
      volumeId: this.#volumeId,
      filesDone: done,
      filesTotal: total,
      bytesDone: record.bytes,
      fraction: this.#fraction,
      bytesPerSecond: rate,
      secondsLeft:
        remaining === undefined || rate === undefined || rate <= 0 ? undefined : Math.ceil(remaining / rate),
    };
  }

  #fractionOf(record: ProgressRecord, total: number | undefined, done: number): number | undefined {
    const expected = this.#expected;
    if (expected !== undefined && expected.bytes > 0) return record.bytes / expected.bytes;
    // A dry run sends nothing: what counts is how much of the list it has gone through.
    if (total === undefined || total === 0) return undefined;
    return this.#kind === 'copy' && record.percent > 0 ? record.percent / 100 : done / total;
  }

  #remainingBytes(record: ProgressRecord): number | undefined {
    if (this.#expected !== undefined) return Math.max(0, this.#expected.bytes - record.bytes);
    if (record.left?.final !== true || record.percent === 0) return undefined;
    return Math.max(0, (record.bytes * (100 - record.percent)) / record.percent);
  }
}
