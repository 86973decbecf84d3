/** What a cell may hold. Numbers are themselves; text is kept from being taken for a formula. */
export type CsvCell = string | number | undefined;

// =1+1   +1   -1   @SUM(A1)   a tab or a line break before any of them
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * One line of RFC 4180, its end included. Spreadsheets calculate what looks like a formula, also in a file that somebody else named:
 * such text gets an apostrophe in front (OWASP, "CSV Injection"), which they show as text.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t]/.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text;
}
