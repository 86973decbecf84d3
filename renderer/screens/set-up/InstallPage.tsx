import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../engine/model/problem.ts';
import { Button } from '../../parts/Button.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { More } from '../../parts/More.tsx';
import { usePlace } from '../../state/place.ts';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { SetupSteps } from './SetupSteps.tsx';
import { doingText, INSTALL } from './setup-words.ts';
import { SshdQuestion } from './SshdQuestion.tsx';
import { StepPage } from './StepPage.tsx';
import { isUnderWay } from './steps.ts';
import { COMMON, STEP_TITLES } from './words.ts';

/** The key is made, installed and proved, or taken away, before the person's eyes. */
export function InstallPage({ work }: { readonly work: SetUpWork }): ReactNode {
  const { setup, kind, begin, stop, go, isBeginning, view } = work;
  const { go: goTo } = usePlace();
  const title = kind === 'revoke' ? INSTALL.revokeTitle : STEP_TITLES.install;
  if (setup === undefined) return null;
  if (setup.question?.kind === 'sshd')
    return <SshdQuestion work={work} question={setup.question} key={setup.question.id} />;
  if (isUnderWay(setup))
    return (
      <StepPage title={title} lead={INSTALL.lead[kind]} onStop={stop} status={doingText(setup)}>
        <SetupSteps setup={setup} />
      </StepPage>
    );
  if (setup.state === 'done')
    return (
      <StepPage title={title} onNext={() => goTo({ screen: 'keys' })} nextLabel={COMMON.done}>
        <p className="hint">
          <Mark state="good" />
          <span>{INSTALL.revoked}</span>
        </p>
        <SetupSteps setup={setup} />
      </StepPage>
    );
  const { problem } = setup;
  return (
    <StepPage
      title={title}
      lead={INSTALL.lead[kind]}
      onBack={kind === 'set-up' ? () => go('volumes') : undefined}
      onNext={() => begin()}
      nextLabel={problem?.code.startsWith('keyring.') === true ? INSTALL.keyring.again : COMMON.again}
      isNextDisabled={isBeginning}
    >
      {problem !== undefined && (
        <ProblemNote
          problem={problem}
          pairName={view.pair.name}
          remedies={kind === 'set-up' ? { 'open-volumes': () => go('volumes') } : {}}
        />
      )}
      {problem !== undefined && <KeyringPart problem={problem} work={work} />}
      <SetupSteps setup={setup} />
    </StepPage>
  );
}

/** Without a keyring: what it is for, and what going on without one means. */
function KeyringPart({ problem, work }: { readonly problem: Problem; readonly work: SetUpWork }): ReactNode {
  const [isBegun, setBegun] = useState(false);
  if (!problem.code.startsWith('keyring.')) return null;
  return (
    <>
      <p className="above">{INSTALL.keyring.why}</p>
      <More title={INSTALL.keyring.without}>
        <p className="small">{INSTALL.keyring.means}</p>
        <p className="after">
          <Button
            isDisabled={isBegun}
            onPress={() => {
              setBegun(true);
              work.begin({ unattended: true });
            }}
          >
            {INSTALL.keyring.go}
          </Button>
        </p>
      </More>
    </>
  );
}
