import { useEffect, useState, type ReactNode } from 'react';
import type { CheckReport } from '../../../engine/api/engine.ts';
import { Button } from '../../parts/Button.tsx';
import { More } from '../../parts/More.tsx';
import { usePlace } from '../../state/place.ts';
import { useAction } from '../../state/use-reply.ts';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote, type Remedies } from './ProblemNote.tsx';
import { Report } from './Report.tsx';
import { isReady } from './report-rows.ts';
import { REPORT } from './report-words.ts';
import { SetupSteps } from './SetupSteps.tsx';
import { StepPage } from './StepPage.tsx';
import { COMMON, STEP_TITLES } from './words.ts';

/** What both machines have and can, and whether a clone would start. */
export function ReportPage({ work }: { readonly work: SetUpWork }): ReactNode {
  const { setup, view, kind, go } = work;
  const { go: goTo } = usePlace();
  const [newest, setNewest] = useState<CheckReport>();
  const check = useAction('pair.check', setNewest);
  const report = newest ?? setup?.report;
  const again = (): void => check.run({ pairId: view.pair.id });
  useEffect(() => {
    if (report === undefined) again();
  }, []);
  const choose = (): void => go('volumes');
  const remedies: Remedies = {
    'try-again': again,
    check: again,
    ...(kind === 'set-up' && { 'open-volumes': choose, 'set-up': () => go('sign-in') }),
  };
  return (
    <StepPage
      title={STEP_TITLES.report}
      lead={REPORT.lead}
      onBack={kind === 'set-up' ? choose : undefined}
      status={check.isRunning ? REPORT.checking : undefined}
      onNext={kind === 'rotate' ? () => goTo({ screen: 'keys' }) : () => go('preview')}
      nextLabel={kind === 'rotate' ? COMMON.done : COMMON.continue}
      isNextDisabled={check.isRunning || (kind === 'set-up' && !isReady(report))}
      actions={
        <Button onPress={again} isDisabled={check.isRunning}>
          {REPORT.again}
        </Button>
      }
    >
      {check.problem !== undefined && (
        <ProblemNote problem={check.problem} pairName={view.pair.name} remedies={remedies} />
      )}
      {report !== undefined && <Report report={report} remedies={remedies} />}
      {setup !== undefined && (
        <More title={REPORT.done}>
          <SetupSteps setup={setup} />
        </More>
      )}
    </StepPage>
  );
}
