import { useRef, useState, type ReactNode } from 'react';
import type { SetupQuestionView } from '../../../engine/api/setup-view.ts';
import { formatEndpoint } from '../../../engine/model/endpoint.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { ask, problemOf } from '../../client.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { PasswordField, takePassword } from '../../parts/PasswordField.tsx';
import { useReply } from '../../state/use-reply.ts';
import { AdministratorScript } from './AdministratorScript.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { SetupSteps } from './SetupSteps.tsx';
import { SIGN_IN } from './setup-words.ts';
import { StepPage } from './StepPage.tsx';
import { STEP_TITLES } from './words.ts';
import { WRONG } from './wrong-words.ts';

type Asked = Extract<SetupQuestionView, { kind: 'sign-in' | 'sudo' }>;

/** A name and a password, of whoever may become root there. The password goes from the field into one request and nowhere else. */
export function AskPassword({
  work,
  question,
}: {
  readonly work: SetUpWork;
  readonly question: Asked;
}): ReactNode {
  const { view, setup, kind, stop, go } = work;
  const { asked, id } = question;
  const [user, setUser] = useState((question.kind === 'sign-in' ? work.user : undefined) ?? asked.user);
  const [errors, setErrors] = useState<{ user?: string; password?: string }>({});
  const [sending, setSending] = useState<{ isSent: boolean; problem?: ReturnType<typeof problemOf> }>({
    isSent: false,
  });
  const input = useRef<HTMLInputElement>(null);
  const isStandby = question.kind === 'sudo' || question.asked.side === 'standby';
  const canPaste = question.kind === 'sign-in';

  const send = (answer: Parameters<typeof ask<'setup.answer'>>[1]['answer']): void => {
    setSending({ isSent: true });
    ask('setup.answer', { pairId: view.pair.id, question: id, answer }).catch((error: unknown) =>
      setSending({ isSent: false, problem: problemOf(error) }),
    );
  };
  const signIn = (): void => {
    if (user.trim() === '') return setErrors({ user: WRONG.user });
    const password = takePassword(input);
    if (password === '') return setErrors({ password: SIGN_IN.passwordMissing });
    setErrors({});
    if (canPaste) work.setUser(user.trim());
    send({ kind: 'password', user: user.trim(), password });
  };
  const problem = sending.problem ?? asked.last;
  return (
    <StepPage
      title={STEP_TITLES['sign-in']}
      lead={SIGN_IN.lead}
      onBack={
        kind === 'set-up'
          ? () => {
              stop();
              go('volumes');
            }
          : undefined
      }
      onStop={stop}
      onNext={signIn}
      nextLabel={SIGN_IN.submit}
      isNextDisabled={sending.isSent}
    >
      {problem !== undefined && <ProblemNote problem={problem} pairName={view.pair.name} />}
      {setup?.notLetIn !== undefined && <p className="above">{SIGN_IN.notLetIn}</p>}
      <div className="panel form" role="group" aria-label={STEP_TITLES['sign-in']}>
        <p className="label">
          {question.kind === 'sudo'
            ? SIGN_IN.sudoLead(printable(asked.user))
            : SIGN_IN.to(question.asked.side, asked.endpoint)}
        </p>
        {question.kind === 'sign-in' && (
          <Field
            label={SIGN_IN.user}
            hint={SIGN_IN.userHint}
            value={user}
            onChange={setUser}
            error={errors.user}
            maxLength={64}
          />
        )}
        <PasswordField label={SIGN_IN.password} input={input} error={errors.password} />
        {isStandby && <DemoPassword endpoint={asked.endpoint} />}
        <p className="small">{SIGN_IN.kept}</p>
      </div>
      {canPaste && (
        <div className="ways">
          <Button onPress={() => send({ kind: 'by-hand' })} isDisabled={sending.isSent}>
            {SIGN_IN.byHand}
          </Button>
          <small>{SIGN_IN.byHandHint}</small>
        </div>
      )}
      {isStandby && kind === 'set-up' && <AdministratorScript work={work} />}
      {setup !== undefined && <SetupSteps setup={setup} />}
    </StepPage>
  );
}

/** The standby of a demo has a password that nobody could know; it guards nothing but a folder of the demo's. */
function DemoPassword({ endpoint }: { readonly endpoint: string }): ReactNode {
  const demo = useReply('app.info', undefined).value?.demoStandby;
  if (demo === undefined || endpoint !== formatEndpoint({ kind: 'ssh', ...demo, hostKey: '' })) return null;
  return (
    <p className="small selectable">
      {SIGN_IN.demoPassword} <code>{demo.password}</code>
    </p>
  );
}
