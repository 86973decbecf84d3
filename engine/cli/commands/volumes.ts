import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { formatBytes } from '../../text/amounts.ts';
import { formatTable } from '../print/columns.ts';
import type { Session } from '../session.ts';

const COLUMNS = [
  { title: 'PATH' },
  { title: 'NAME', dropOrder: 1 },
  { title: 'FILES', dropOrder: 2 },
  { title: 'USED', align: 'right' as const },
  { title: 'FREE', align: 'right' as const },
];

export async function volumes(session: Session): Promise<ExitStatus> {
  const found = await session.engine.localVolumes();
  if (session.json) {
    await session.out.json({ type: 'volumes', volumes: found });
    return EXIT.done;
  }
  const rows = found.map(({ path, name, fileSystem, usedBytes, freeBytes, isSystem }) => [
    printable(path),
    `${printable(name)}${isSystem ? ' (the system)' : ''}`,
    fileSystem,
    usedBytes === undefined ? '' : formatBytes(usedBytes),
    formatBytes(freeBytes),
  ]);
  await session.out.line(
    found.length === 0 ? 'No disks were found here.' : formatTable(COLUMNS, rows, session.print().width),
  );
  return EXIT.done;
}
