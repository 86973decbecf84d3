import { useState, type ReactNode } from 'react';
import type { KeptSecret } from '../../../engine/api/alerts.ts';
import type { AlertChannel } from '../../../engine/model/alert-outbox.ts';
import type { AlertSettings } from '../../../engine/model/alert-settings.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { capitalised } from '../../../engine/text/words.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { Row } from '../../parts/Group.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useSaveAlerts } from './use-alerts.ts';
import { useTest, type Testing } from './use-test.ts';
import { WORDS } from './words.ts';

export interface WayProps {
  readonly channel: AlertChannel;
  readonly name: string;
  /** Where to, in a line; `undefined`: it is not set up. */
  readonly summary: ReactNode | undefined;
  readonly none: string;
  readonly secret: KeptSecret;
  /** What is sent by it does not get through. */
  readonly hasTrouble: boolean;
  /** What the secret is called in a sentence. */
  readonly secretName: string;
  readonly removing: {
    readonly title: string;
    readonly text: string;
    readonly step: (now: AlertSettings) => AlertSettings;
  };
  /** Another part is being edited. */
  readonly isDisabled: boolean;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

/** One way by which alerts go out: where to, whether its secret is there, and a test. */
export function Way(props: WayProps): ReactNode {
  const { channel, name, summary, none, secret, secretName, removing, isDisabled, onEdit, onRemoved } = props;
  const testing = useTest(channel);
  const [isAsking, setAsking] = useState(false);
  const taking = useSaveAlerts(() => {
    testing.forget();
    onRemoved();
  });
  if (summary === undefined)
    return (
      <Row
        mark={<Mark state="idle" />}
        title={name}
        detail={none}
        end={
          <Button isDisabled={isDisabled} onPress={onEdit}>
            {WORDS.setUp(name)}
          </Button>
        }
      />
    );
  return (
    <>
      <Row
        mark={<Mark state={stateOf(props)} />}
        title={name}
        detail={
          <>
            {summary} <Secret secret={secret} name={secretName} />
          </>
        }
        end={
          <>
            <Button
              isDisabled={isDisabled || testing.isRunning}
              aria-label={WORDS.testOf(name)}
              onPress={testing.start}
            >
              {testing.isRunning ? WORDS.testing : WORDS.test}
            </Button>
            <Button isDisabled={isDisabled} aria-label={WORDS.changeOf(name)} onPress={onEdit}>
              {WORDS.change}
            </Button>
            <Button isDisabled={isDisabled} aria-label={WORDS.removeOf(name)} onPress={() => setAsking(true)}>
              {WORDS.remove}
            </Button>
          </>
        }
      />
      <Tested {...testing} />
      {taking.problem !== undefined && <ProblemNote trouble={taking.problem} without={['try-again']} />}
      <AskDialog
        isOpen={isAsking}
        title={removing.title}
        action={WORDS.remove.replace('…', '')}
        isDangerous
        onAction={() => taking.save(removing.step)}
        onClose={() => setAsking(false)}
      >
        <p>{removing.text}</p>
      </AskDialog>
    </>
  );
}

function stateOf({ secret, hasTrouble }: WayProps): MarkState {
  if (hasTrouble || secret.state === 'missing') return 'bad';
  return secret.state === 'unknown' ? 'unknown' : 'good';
}

function Secret({ secret, name }: { readonly secret: KeptSecret; readonly name: string }): ReactNode {
  switch (secret.state) {
    case 'not-wanted':
      return null;
    case 'kept':
      return capitalised(WORDS.kept(name));
    case 'missing':
      return <span className="error">{WORDS.missing(name)}</span>;
    case 'unknown':
      return `${WORDS.unknown(name)} ${explainProblem(secret.problem).message}`;
  }
}

/** What the server answered, and no more than that. */
function Tested({ result, problem }: Testing): ReactNode {
  return (
    <div role="status" className="tested">
      {result === 'sent' && <Row mark={<Mark state="good" />} title={WORDS.sent} />}
      {problem !== undefined && <ProblemNote trouble={problem} without={['try-again']} />}
    </div>
  );
}
