import { useState, type ReactNode } from 'react';
import type { SetupKind } from '../../../engine/api/inputs.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import { Page } from '../../parts/Page.tsx';
import { usePlace } from '../../state/place.ts';
import { useSetup } from '../../state/use-live.ts';
import { useAction } from '../../state/use-reply.ts';
import type { Draft } from '../schedule/draft.ts';
import { ClonePage } from './ClonePage.tsx';
import { EnteredPages, isEnteredStep } from './EnteredPages.tsx';
import { HostKeyQuestionPage } from './HostKeyQuestionPage.tsx';
import { InstallPage } from './InstallPage.tsx';
import { useKept, type BeginOptions } from './kept.ts';
import { PreviewPage } from './PreviewPage.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { ReportPage } from './ReportPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { StepRow } from './StepRow.tsx';
import { entryStep, isOver, isUnderWay, stepOfSetup, stepsOf, type Step } from './steps.ts';
import { useScript, type ScriptWork } from './use-script.ts';
import { WhenPage } from './WhenPage.tsx';
import { COMMON } from './words.ts';

/** What the pages of one pair's set-up share. */
export interface SetUpWork {
  readonly view: PairView;
  /** `undefined`: none was begun. */
  readonly setup: SetupView | undefined;
  readonly kind: SetupKind;
  readonly begin: (options?: BeginOptions) => void;
  readonly isBeginning: boolean;
  readonly stop: () => void;
  readonly go: (step: Step | undefined) => void;
  /** Who signed in, or tried to. */
  readonly user: string | undefined;
  readonly setUser: (user: string) => void;
  /** When runs are to begin, as it was left on its page. */
  readonly when: Draft | undefined;
  readonly setWhen: (when: Draft) => void;
  readonly script: ScriptWork;
}

const TITLES: Readonly<Record<SetupKind, (name: string) => string>> = {
  'set-up': COMMON.setUp,
  rotate: COMMON.rotate,
  revoke: COMMON.revoke,
};

export function PairSetUp({
  view,
  asked,
}: {
  readonly view: PairView;
  readonly asked: 'host-key' | undefined;
}): ReactNode {
  const { id, name } = view.pair;
  const latest = useSetup(id);
  const [ignoresOver, setIgnores] = useState(() => isOver(view, latest));
  const setup = ignoresOver && isOver(view, latest) ? undefined : latest;
  const [kept, keep] = useKept(id, (before) => {
    const entry = entryStep(view, latest, asked);
    // Who was at the schedule had been through the report.
    const step = entry === 'report' && before.step === 'when' ? before.step : entry;
    return isUnderWay(latest) || step !== undefined ? { step } : {};
  });
  const beginning = useAction('setup.begin', () => {
    setIgnores(false);
    keep({ step: undefined });
  });
  const stopping = useAction('setup.stop');
  const kind = setup?.kind ?? 'set-up';
  const stop = (): void => stopping.run({ pairId: id });
  const script = useScript(id, latest, { stop, unattended: kept.begin?.unattended === true });
  const work: SetUpWork = {
    view,
    setup,
    kind,
    begin: (options = {}) => {
      const begin = { ...kept.begin, ...options };
      keep({ begin });
      beginning.run({ pairId: id, kind, ...begin });
    },
    isBeginning: beginning.isRunning,
    stop,
    go: (step) => keep({ step }),
    user: kept.user,
    setUser: (user) => keep({ user }),
    when: kept.when,
    setWhen: (when) => keep({ when }),
    script,
  };
  const step = kept.step ?? stepOfSetup(setup);
  const problem = beginning.problem ?? stopping.problem;
  return (
    <Page title={TITLES[kind](name)}>
      <StepRow steps={stepsOf(kind)} current={step} />
      {isEnteredStep(step) && kept.step !== undefined ? (
        <EnteredPages
          work={work}
          step={step}
          entered={kept.entered}
          onChange={(entered) => keep({ entered })}
          key="entered"
        />
      ) : (
        <PageOf step={step} work={work} />
      )}
      {problem !== undefined && <ProblemNote problem={problem} pairName={name} />}
    </Page>
  );
}

function PageOf({ step, work }: { readonly step: Step; readonly work: SetUpWork }): ReactNode {
  const { go } = usePlace();
  switch (step) {
    case 'install':
      return <InstallPage work={work} />;
    case 'report':
      return <ReportPage work={work} />;
    case 'preview':
      return <PreviewPage work={work} />;
    case 'when':
      return <WhenPage work={work} />;
    case 'clone':
      return <ClonePage work={work} onDone={() => go({ screen: 'overview', pairId: work.view.pair.id })} />;
    case 'host-key':
      return <HostKeyQuestionPage work={work} />;
    case 'find':
    case 'volumes':
    case 'sign-in':
      return <SignInPage work={work} />;
  }
}
