import type { ReactNode } from 'react';
import type { RunbookTable } from '../../../../engine/model/runbook.ts';

/** The machines, the volumes and what they serve, as the runbook has them. */
export function Facts({ tables }: { readonly tables: readonly RunbookTable[] }): ReactNode {
  return tables.map(({ title, rows }) => (
    <div className="facts" key={title}>
      <h3>{title}</h3>
      <table className="selectable">
        <tbody>
          {rows.map(({ name, value }, at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  ));
}
