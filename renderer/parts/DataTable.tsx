import type { ReactNode } from 'react';

export interface DataTableProps {
  /** What the table is called, also where it is closed. */
  readonly summary: string;
  readonly columns: readonly string[];
  /** Cells in the order of the columns; the first names its row. */
  readonly rows: readonly (readonly string[])[];
}

/** The numbers of a chart, for whoever reads rather than looks. */
export function DataTable({ summary, columns, rows }: DataTableProps): ReactNode {
  return (
    <details className="data-table">
      <summary>{summary}</summary>
      <div tabIndex={0} role="region" aria-label={summary}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head = '', ...cells], at) => (
              <tr key={`${head} ${String(at)}`}>
                <th scope="row">{head}</th>
                {cells.map((cell, column) => (
                  <td key={columns[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
