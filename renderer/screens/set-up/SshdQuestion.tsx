import type { ReactNode } from 'react';
import type { SetupQuestionView } from '../../../engine/api/setup-view.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { useAction } from '../../state/use-reply.ts';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { INSTALL } from './setup-words.ts';
import { StepPage } from './StepPage.tsx';

/** Asks before sshd's settings are changed; the whole file is shown. */
export function SshdQuestion({
  work,
  question: { asked, id },
}: {
  readonly work: SetUpWork;
  readonly question: Extract<SetupQuestionView, { kind: 'sshd' }>;
}): ReactNode {
  const words = INSTALL.sshd;
  const answer = useAction('setup.answer');
  const say = (kind: 'yes' | 'no'): void =>
    answer.run({ pairId: work.view.pair.id, question: id, answer: { kind } });
  return (
    <StepPage
      title={words.title}
      lead={words.lead}
      onBack={() => say('no')}
      backLabel={words.no}
      onNext={() => say('yes')}
      nextLabel={words.yes}
      isNextDisabled={answer.isRunning}
    >
      <pre className="said panel">{asked.settings.map(printable).join('\n')}</pre>
      <p className="above">{words.file(asked.file)}</p>
      <pre className="said panel">{asked.text.trimEnd().split('\n').map(printable).join('\n')}</pre>
      <p className="above small">{words.undone}</p>
      {answer.problem !== undefined && <ProblemNote problem={answer.problem} />}
    </StepPage>
  );
}
