import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToPathText, pathTextToBytes, type PathText } from '../../../engine/model/path-text.ts';
import { rsyncArguments, type TransferSpec } from '../../../engine/rsync/arguments.ts';
import type { ChangeRecord, OutputRecord } from '../../../engine/rsync/output.ts';
import { runRsync, type RsyncExit, type RsyncRequest } from '../../../engine/rsync/spawn.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aTransfer } from '../../unit/rsync/transfer-builder.ts';

export interface PassOutcome {
  readonly exit: RsyncExit;
  readonly records: readonly OutputRecord[];
  readonly changes: readonly ChangeRecord[];
  readonly errors: readonly string[];
}

/** Runs any program as if it were rsync, and keeps all that it said. */
export async function run(
  request: Pick<RsyncRequest, 'file' | 'args'> & Partial<RsyncRequest>,
): Promise<PassOutcome> {
  const records: OutputRecord[] = [];
  const errors: string[] = [];
  const exit = await runRsync({
    workFolder: tempDir(),
    signal: new AbortController().signal,
    onRecord: (record) => records.push(record),
    onMessage: (line) => errors.push(line),
    ...request,
  });
  const changes = records.filter((record) => record.type === 'change');
  return { exit, records, changes, errors };
}

/** One pass of the real rsync between two folders. */
export function runPass(
  parts: Partial<TransferSpec>,
  request: Partial<RsyncRequest> = {},
): Promise<PassOutcome> {
  const preserve = {
    hardLinks: true,
    acls: true,
    xattrs: true,
    creationTimes: false,
    fileFlags: false,
    appleExtended: false,
    nanoseconds: true,
    sparse: true,
  };
  const filters = ['R .warmspare-partial/', 'H .warmspare-partial/'];
  return run({ file: 'rsync', args: rsyncArguments(aTransfer({ preserve, filters, ...parts })), ...request });
}

/** A list as rsync reads it with --from0. */
export function writeList(folder: string, name: string, paths: readonly PathText[]): string {
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat(paths.flatMap((path) => [pathTextToBytes(path), Buffer.of(0)])));
  return file;
}

export function pathText(bytes: Buffer): PathText {
  return bytesToPathText(bytes);
}
