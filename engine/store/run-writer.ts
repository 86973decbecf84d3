import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Change, RunRecord } from '../model/run.ts';
import { syncFolder } from './atomic-write.ts';
import { BoundedLog, LOG_LIMITS, type LogLimits } from './bounded-log.ts';
import { BufferedFile } from './buffered-file.ts';
import { errorText } from './errno.ts';
import type { HistoryIndex } from './history-index.ts';
import { makePrivateFolder } from './private-folder.ts';
import { CHANGES_NAME, LOG_NAME, writeRecord } from './run-record-file.ts';

/**
 * Writes down one run. Nothing here throws or rejects: a copy is worth more than its history, so the first failure is
 * kept in `failure` and the run goes on.
 */
export class RunWriter {
  readonly #folder: string;
  readonly #index: HistoryIndex;
  readonly #logLimits: LogLimits;
  #record: RunRecord;
  #hasFolder = false;
  #last: Promise<void>;
  #changes: BufferedFile | undefined;
  #log: { readonly file: BufferedFile; readonly bounded: BoundedLog } | undefined;
  #failure: Problem | undefined;

  /** Begins at once: `folder` is made and the record written; `ready` says when that is done. */
  constructor(folder: string, index: HistoryIndex, record: RunRecord, logLimits: LogLimits = LOG_LIMITS) {
    this.#folder = folder;
    this.#index = index;
    this.#record = record;
    this.#logLimits = logLimits;
    this.#last = this.#write();
  }

  /** The first thing that could not be written, as `history.unwritable`. */
  get failure(): Problem | undefined {
    const file = this.#changes?.failure ?? this.#log?.file.failure;
    if (file !== undefined) this.#fail(file.error);
    return this.#failure;
  }

  change(change: Change): void {
    this.#changes ??= this.#open(CHANGES_NAME);
    this.#changes.append(`${JSON.stringify(change)}\n`);
  }

  /** Forgets the changes so far: what was planned, before what is really done takes their place. */
  discardChanges(): void {
    const planned = this.#changes;
    if (planned === undefined) return;
    this.#changes = new BufferedFile(join(this.#folder, CHANGES_NAME), 'w', planned.close({ sync: false }));
  }

  output(data: string | Uint8Array): void {
    if (this.#log === undefined) {
      const file = this.#open(LOG_NAME);
      this.#log = { file, bounded: new BoundedLog(file, this.#logLimits) };
    }
    this.#log.bounded.append(data);
  }

  /** Resolves when the record is written and the disk has caught up; await it now and then between changes. */
  async ready(): Promise<void> {
    await this.#last;
    await this.#changes?.ready();
    await this.#log?.file.ready();
  }

  update(fields: Partial<RunRecord>): Promise<void> {
    this.#record = { ...this.#record, ...fields };
    this.#last = this.#last.then(() => this.#write());
    return this.#last;
  }

  /** Writes all that waits and then the record, which tells of the failure if there was one. */
  async finish(record: RunRecord): Promise<void> {
    await Promise.all([this.#changes?.close({ sync: true }), this.#log?.bounded.close()]);
    await this.update(withFailure(record, this.failure));
    if (this.#hasFolder) await this.#index.note([this.#record]);
  }

  #open(name: string): BufferedFile {
    return new BufferedFile(join(this.#folder, name), 'wx', this.#last);
  }

  async #write(): Promise<void> {
    try {
      // Again at the end, if it could not be made at the start. Never into a folder that is another run's.
      if (!this.#hasFolder) await makeFolder(this.#folder);
      this.#hasFolder = true;
      await writeRecord(this.#folder, this.#record);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const details = { path: this.#folder, text: errorText(error) };
    this.#failure ??= { code: 'history.unwritable', retry: 'person', details };
  }
}

function withFailure(record: RunRecord, failure: Problem | undefined): RunRecord {
  if (failure === undefined || record.problems.some(({ code }) => code === failure.code)) return record;
  return { ...record, problems: [...record.problems, failure] };
}

async function makeFolder(folder: string): Promise<void> {
  await makePrivateFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 });
  await syncFolder(dirname(folder));
}
