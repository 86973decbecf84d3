import { type ReactNode } from 'react';
import { Mark } from '../../parts/Mark.tsx';
import { AskPassword } from './AskPassword.tsx';
import { AdministratorScript } from './AdministratorScript.tsx';
import { PastePage } from './PastePage.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { SetupSteps } from './SetupSteps.tsx';
import { doingText, SIGN_IN } from './setup-words.ts';
import { StepPage } from './StepPage.tsx';
import { isUnderWay } from './steps.ts';
import { COMMON, STEP_TITLES } from './words.ts';

/** From nothing begun to somebody signed in. */
export function SignInPage({ work }: { readonly work: SetUpWork }): ReactNode {
  const { setup } = work;
  const question = setup?.question;
  if (question?.kind === 'sign-in' || question?.kind === 'sudo')
    return <AskPassword work={work} question={question} key={question.id} />;
  if (setup?.paste !== undefined) return <PastePage work={work} paste={setup.paste} />;
  if (setup !== undefined && isUnderWay(setup))
    return (
      <StepPage
        title={STEP_TITLES['sign-in']}
        lead={SIGN_IN.lead}
        onStop={work.stop}
        status={doingText(setup)}
      >
        <SetupSteps setup={setup} />
      </StepPage>
    );
  return <NotBegun work={work} />;
}

/** Nothing is under way: it is to be begun, or was stopped or failed before anybody was in. */
function NotBegun({ work }: { readonly work: SetUpWork }): ReactNode {
  const { setup, view, kind, begin, isBeginning, go } = work;
  const again = (): void => begin();
  return (
    <StepPage
      title={STEP_TITLES['sign-in']}
      lead={kind === 'revoke' ? SIGN_IN.whatFor.revoke : SIGN_IN.lead}
      onBack={kind === 'set-up' ? () => go('volumes') : undefined}
      onNext={again}
      nextLabel={
        setup?.state === 'failed' ? COMMON.again : setup === undefined ? SIGN_IN.begin : SIGN_IN.beginAgain
      }
      isNextDisabled={isBeginning}
    >
      {setup === undefined && <p className="above">{SIGN_IN.whatFor[kind]}</p>}
      {setup?.state === 'stopped' && (
        <p className="hint">
          <Mark state="paused" />
          <span>{SIGN_IN.stopped}</span>
        </p>
      )}
      {setup?.problem !== undefined && setup.state === 'failed' && (
        <ProblemNote
          problem={setup.problem}
          pairName={view.pair.name}
          remedies={kind === 'set-up' ? { 'open-volumes': () => go('volumes') } : {}}
        />
      )}
      {setup !== undefined && <SetupSteps setup={setup} />}
      {kind === 'set-up' && <AdministratorScript work={work} />}
    </StepPage>
  );
}
