import type { ReactNode } from 'react';
import type { LeftOutReport } from '../../../engine/api/left-out.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { countOf, formatBytes } from '../../../engine/text/amounts.ts';
import { findingsOf, type Finding } from './left-out-findings.ts';
import { ORIGINS, WORDS } from './words.ts';

/** Every pattern that leaves something out: the heaviest first, with what it is about. */
export function FoundPatterns({ report }: { readonly report: LeftOutReport }): ReactNode {
  const found = [...findingsOf(report).values()].filter(({ matches }) => matches > 0).toSorted(byWeight);
  if (found.length === 0) return null;
  return (
    <div className="row">
      <table className="patterns found">
        <thead>
          <tr>
            <th scope="col">{WORDS.pattern}</th>
            <th scope="col">{WORDS.suchAs}</th>
            <th scope="col" className="number">
              {WORDS.leavesOut}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((finding) => (
            <tr key={`${finding.from} ${finding.pattern}`}>
              <td>
                <code>{printable(finding.pattern)}</code>
                <small>{finding.reason ?? ORIGINS[finding.from]}</small>
              </td>
              <td className="samples selectable">
                {finding.samples.map((path) => (
                  <bdi dir="ltr" key={path}>
                    {printable(path)}
                  </bdi>
                ))}
              </td>
              <td className="number">
                <Weighed {...finding} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Weighed({ weight, matches }: Finding): ReactNode {
  if (weight === undefined) return countOf(matches, 'match', 'matches');
  return (
    <>
      {formatBytes(weight.bytes)}
      <small>{countOf(weight.entries, 'entry', 'entries')}</small>
    </>
  );
}

function byWeight(a: Finding, b: Finding): number {
  return (b.weight?.bytes ?? 0) - (a.weight?.bytes ?? 0) || b.matches - a.matches;
}
