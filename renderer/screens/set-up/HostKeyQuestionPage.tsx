import type { ReactNode } from 'react';
import { useAction } from '../../state/use-reply.ts';
import { useEffect, useState } from 'react';
import { CompareField } from './CompareField.tsx';
import { compareFingerprint } from './fingerprint.ts';
import { Loading } from './FindPage.tsx';
import { HostKeyCard } from './HostKeyCard.tsx';
import { Changed } from './HostKeyPage.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { plainEndpoint } from './setup-words.ts';
import { StepPage } from './StepPage.tsx';
import { HOST_KEY, STEP_TITLES } from './words.ts';

/** Asked in the middle of a set-up: the machine shows a key that nobody has vouched for. Or it has ended so. */
export function HostKeyQuestionPage({ work }: { readonly work: SetUpWork }): ReactNode {
  const { setup, view, go } = work;
  const question = setup?.question;
  const answer = useAction('setup.answer');
  const [text, setText] = useState('');
  const isStop = question === undefined && setup?.problem?.code === 'endpoint.host-key-changed';
  // The stop is decided on the page that shows the key anew.
  useEffect(() => {
    if (isStop) go('host-key');
  }, [isStop]);
  if (question?.kind !== 'host-key') return <Loading />;
  const { asked, id } = question;
  const compared = compareFingerprint(text, [asked.pin]);
  const say = (kind: 'yes' | 'no'): void =>
    answer.run({ pairId: view.pair.id, question: id, answer: { kind } });
  return (
    <StepPage
      title={STEP_TITLES['host-key']}
      lead={HOST_KEY.lead(plainEndpoint(asked.endpoint))}
      onBack={() => say('no')}
      backLabel={HOST_KEY.no}
      onNext={() => say('yes')}
      nextLabel={HOST_KEY.yes}
      isNextDisabled={answer.isRunning || compared.state === 'other' || compared.state === 'unreadable'}
    >
      {asked.given !== undefined && <Changed pinned={asked.given} shown={asked.pin} first={HOST_KEY.given} />}
      <HostKeyCard type={asked.hostKeyType} pin={asked.pin} randomart={asked.randomart} yours={asked.yours} />
      <CompareField text={text} compared={compared} onChange={setText} />
      {answer.problem !== undefined && <ProblemNote problem={answer.problem} />}
    </StepPage>
  );
}
