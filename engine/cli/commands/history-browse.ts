import type { FolderEntry, FolderPage, KindCounts } from '../../model/browse.ts';
import { printable } from '../../model/path-text.ts';
import type { ChangeKind, RunRecord } from '../../model/run.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { countOf, formatBytes } from '../../text/amounts.ts';
import { printChange } from '../print/changes.ts';
import { formatTable } from '../print/columns.ts';
import { sourceOf, volumesOf } from '../../text/volume-name.ts';
import type { Session } from '../session.ts';
import { CHANGE_MARKS } from '../../text/run-words.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_LIMIT = 1_000;
const KINDS = Object.keys(CHANGE_MARKS) as ChangeKind[];

/** `history --run ID --folder PATH` */
export async function showFolder(
  session: Session,
  run: RunRecord,
  path: string,
  limit = DEFAULT_LIMIT,
): Promise<ExitStatus> {
  const page = await session.engine.history.folder(run.id, { ...placeOf(run, path), limit });
  if (session.json) await session.out.json({ type: 'folder', runId: run.id, path, ...page });
  else await session.out.line(printFolder(session, run, page));
  return EXIT.done;
}

/** `history --run ID --search TEXT` */
export async function showFound(
  session: Session,
  run: RunRecord,
  text: string,
  limit = DEFAULT_LIMIT,
): Promise<ExitStatus> {
  const found = await session.engine.history.search(run.id, { text, limit });
  if (session.json) {
    await session.out.json({ type: 'changes.found', runId: run.id, text, ...found });
    return EXIT.done;
  }
  const volumes = volumesOf(run);
  const rest = found.total - found.changes.length;
  const lines = [
    ...found.changes.map((change) => printChange(change, volumes)),
    ...(rest > 0 ? [`and ${countOf(rest, 'other')}; see more with --limit`] : []),
  ];
  await session.out.line(found.total === 0 ? 'Nothing in this run has that in its path.' : lines.join('\n'));
  return EXIT.done;
}

/** A path as it is on the primary; `/` stands above all volumes, unless it is one. */
function placeOf(
  run: RunRecord,
  typed: string,
): { volumeId?: RunRecord['volumes'][number]['volumeId']; path?: string } {
  const path = typed.length > 1 ? typed.replace(/\/+$/, '') : typed;
  const within = (source: string): boolean =>
    source === '/' ? path.startsWith('/') : path === source || path.startsWith(`${source}/`);
  const [volume] = run.volumes
    .filter(({ source }) => within(source))
    .sort((a, b) => b.source.length - a.source.length);
  if (volume !== undefined)
    return {
      volumeId: volume.volumeId,
      path: path.slice(volume.source === '/' ? 1 : volume.source.length + 1),
    };
  if (path === '/') return {};
  const sources = run.volumes.map(({ source }) => printable(source)).join(', ');
  throw new UsageError(`--folder is "${printable(typed)}", and must be in what was copied: ${sources}`);
}

function printFolder(session: Session, run: RunRecord, { total, entries }: FolderPage): string {
  if (total === 0) return 'Nothing changed in that folder.';
  const volumes = volumesOf(run);
  const columns = [
    { title: '' },
    { title: 'NAME' },
    { title: 'CHANGES IN IT' },
    { title: 'SIZE', align: 'right' as const, dropOrder: 1 },
  ];
  const rows = entries.map((entry) => [
    entry.change === undefined ? '' : CHANGE_MARKS[entry.change.kind],
    entry.path === ''
      ? sourceOf(volumes, entry.volumeId)
      : `${printable(entry.name)}${entry.isFolder ? '/' : ''}`,
    countsText(entry.below),
    formatBytes(sizeOf(entry)),
  ]);
  const table = formatTable(columns, rows, session.print().width);
  const rest = total - entries.length;
  return rest > 0 ? `${table}\nand ${countOf(rest, 'other')}; see more with --limit` : table;
}

function sizeOf({ change, bytesBelow, isFolder }: FolderEntry): number {
  return isFolder ? bytesBelow : (change?.bytes ?? 0);
}

function countsText(below: KindCounts): string {
  return KINDS.filter((kind) => below[kind] > 0)
    .map((kind) => `${CHANGE_MARKS[kind]}${String(below[kind])}`)
    .join(' ');
}
