/** Columns that a terminal gives one character: 0 for combining marks, 2 for wide ones (CJK, emoji). */
function columnsOfChar(char: string): number {
  if (/^[\p{Mn}\p{Me}\u200b-\u200d\ufe00-\ufe0f]$/u.test(char)) return 0;
  const point = char.codePointAt(0) ?? 0;
  const isWide =
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x1f300 && point <= 0x1faff) ||
    (point >= 0x20000 && point <= 0x3fffd);
  return isWide ? 2 : 1;
}

export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += columnsOfChar(char);
  return columns;
}

/** Cut to at most `width` columns, the last of which is `…` when something was cut. */
export function cutTo(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let cut = '';
  let columns = 0;
  for (const char of text) {
    columns += columnsOfChar(char);
    if (columns > width - 1) break;
    cut += char;
  }
  return width < 1 ? '' : `${cut}…`;
}

export function padTo(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** On a terminal that is too narrow the column with the highest number goes first; without one it stays. */
  readonly dropOrder?: number;
}

/** A table without lines. Cells are escaped already and carry no colour. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string {
  const all = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => columnsOf(row[at] ?? ''))));
  const kept = keptColumns(columns, widths, width);
  return all
    .map((row) =>
      kept
        .map((at) => padTo(row[at] ?? '', widths[at] ?? 0, columns[at]?.align ?? 'left'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function keptColumns(
  columns: readonly Column[],
  widths: readonly number[],
  width: number | undefined,
): number[] {
  const kept = columns.map((_, at) => at);
  const total = (): number => kept.reduce((sum, at) => sum + (widths[at] ?? 0) + 2, -2);
  while (width !== undefined && total() > width) {
    const droppable = kept.filter((at) => columns[at]?.dropOrder !== undefined);
    if (droppable.length === 0) break;
    const next = droppable.reduce((a, b) =>
      (columns[b]?.dropOrder ?? 0) > (columns[a]?.dropOrder ?? 0) ? b : a,
    );
    kept.splice(kept.indexOf(next), 1);
  }
  return kept;
}

/** Lines of `label  text`, labels padded to one width, later lines of a text below its first. */
export function formatFields(
  fields: readonly (readonly [label: string, text: string])[],
  indent = '  ',
): string {
  const width = Math.max(0, ...fields.map(([label]) => columnsOf(label)));
  const hanging = ' '.repeat(indent.length + width + 2);
  return fields
    .map(([label, text]) =>
      `${indent}${padTo(label, width)}  ${text.split('\n').join(`\n${hanging}`)}`.trimEnd(),
    )
    .join('\n');
}
