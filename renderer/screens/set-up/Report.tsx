import type { ReactNode } from 'react';
import type { CheckReport, EndReport } from '../../../engine/api/engine.ts';
import type { Side } from '../../../engine/model/endpoint.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { explainNotice, explainRefusal } from '../../../engine/text/app/explain.ts';
import { sourceOf } from '../../../engine/text/volume-name.ts';
import { ask } from '../../client.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { ProblemNote, WordsNote, type Remedies } from './ProblemNote.tsx';
import { isReady, keptRows, machineLines, placeText, type KeptRow } from './report-rows.ts';
import { REPORT } from './report-words.ts';
import { SIDE_NAMES } from './setup-words.ts';

/** A check of both machines, for people. */
export function Report({
  report,
  remedies,
}: {
  readonly report: CheckReport;
  readonly remedies: Remedies;
}): ReactNode {
  const { pair, refusals, notices } = report;
  const kept = keptRows(report);
  return (
    <>
      {isReady(report) && (
        <p className="hint">
          <Mark state="good" />
          <span>{REPORT.ready}</span>
        </p>
      )}
      {refusals.length > 0 && (
        <Group title={REPORT.refused}>
          {refusals.map((refusal, at) => (
            <WordsNote key={at} words={explainRefusal(refusal, pair.name)} state="bad" remedies={remedies} />
          ))}
        </Group>
      )}
      <Group title={REPORT.machines}>
        {(['primary', 'standby'] as const).map((side) => (
          <Machine key={side} side={side} end={report[side]} name={pair.name} remedies={remedies} />
        ))}
      </Group>
      <Group title={REPORT.volumes}>
        {pair.volumes.map(({ id, source, destination }, at) => (
          <Row
            key={id}
            title={
              <bdi>
                {printable(source)} → {printable(destination)}
              </bdi>
            }
            detail={
              <>
                {REPORT.from}: {placeText(report.primary, at, 'primary')}
                <br />
                {REPORT.to}: {placeText(report.standby, at, 'standby')}
              </>
            }
          />
        ))}
      </Group>
      {kept !== undefined && <KeptTable rows={kept} />}
      {notices.length > 0 && (
        <Group title={REPORT.notices}>
          {notices.map((notice, at) => (
            <WordsNote
              key={at}
              words={explainNotice(
                notice,
                'volumeId' in notice ? sourceOf(pair.volumes, notice.volumeId) : '',
              )}
              state={notice.kind === 'first-clone' ? 'idle' : 'warn'}
              remedies={remedies}
            />
          ))}
        </Group>
      )}
    </>
  );
}

function Machine({
  side,
  end,
  name,
  remedies,
}: {
  readonly side: Side;
  readonly end: EndReport;
  readonly name: string;
  readonly remedies: Remedies;
}): ReactNode {
  if (end.state === 'failed')
    return <ProblemNote problem={end.problem} pairName={name} remedies={remedies} />;
  const { facts } = end;
  return (
    <Row
      mark={<Mark state={facts.fullDiskAccess === false ? 'warn' : 'good'} />}
      title={
        <bdi>
          {SIDE_NAMES[side]}, {printable(facts.hostName)}
        </bdi>
      }
      detail={
        <>
          {machineLines(facts).map((line) => (
            <span className="line" key={line}>
              {line}
            </span>
          ))}
          {facts.fullDiskAccess === false && (
            <span className="line">
              {REPORT.noDiskAccess} {side === 'standby' && REPORT.diskAccessThere}
            </span>
          )}
        </>
      }
      end={
        facts.fullDiskAccess === false && side === 'primary' ? (
          <Button onPress={() => void ask('app.system-settings', { pane: 'full-disk-access' })}>
            {REPORT.openPrivacy}
          </Button>
        ) : undefined
      }
    />
  );
}

function KeptTable({ rows }: { readonly rows: readonly KeptRow[] }): ReactNode {
  return (
    <Group title={REPORT.keeps}>
      <table className="kept" aria-label={REPORT.keeps}>
        <thead>
          <tr>
            <th scope="col">{REPORT.what}</th>
            <th scope="col">{REPORT.kept}</th>
            <th scope="col">{REPORT.why}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, isKept, why }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <span className="hint">
                  <Mark state={isKept ? 'good' : 'warn'} />
                  <span>{isKept ? REPORT.yes : REPORT.no}</span>
                </span>
              </td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Group>
  );
}
