import { useState } from 'react';
import type { AlertChannel } from '../../../engine/model/alert-outbox.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { useAction } from '../../state/use-reply.ts';

export interface Testing {
  readonly start: () => void;
  readonly isRunning: boolean;
  /** Of the last one; `undefined`: none, or it is under way. */
  readonly result: 'sent' | undefined;
  /** Why it was not sent. */
  readonly problem: Problem | undefined;
  readonly forget: () => void;
}

/** Sends one message by a channel, and says what its server answered. */
export function useTest(channel: AlertChannel): Testing {
  const [result, setResult] = useState<{ readonly problem: Problem | undefined }>();
  const action = useAction('alerts.test', (tested) =>
    setResult(tested.find((one) => one.channel === channel)),
  );
  const forget = (): void => {
    setResult(undefined);
    action.forget();
  };
  return {
    start: () => {
      setResult(undefined);
      action.run({ channel });
    },
    isRunning: action.isRunning,
    result: result !== undefined && result.problem === undefined ? 'sent' : undefined,
    problem: action.problem ?? result?.problem,
    forget,
  };
}
