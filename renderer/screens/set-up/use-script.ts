import { useEffect, useState } from 'react';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { useAction } from '../../state/use-reply.ts';
import { isUnderWay } from './steps.ts';

export interface ScriptWork {
  readonly write: () => void;
  readonly isWriting: boolean;
  readonly saved: { readonly path: string; readonly sha256: string | undefined } | undefined;
  readonly problem: Problem | undefined;
}

/** Writes the administrator's script once nothing else of this pair is under way. */
export function useScript(
  pairId: PairId,
  setup: SetupView | undefined,
  options: { readonly stop: () => void; readonly unattended: boolean },
): ScriptWork {
  const [wants, setWants] = useState(false);
  const [saved, setSaved] = useState<ScriptWork['saved']>();
  const writing = useAction('file.setup-script', (answer) => {
    if (answer.state === 'saved') setSaved({ path: answer.path, sha256: answer.sha256 });
  });
  const isBusy = isUnderWay(setup);
  useEffect(() => {
    if (!wants || isBusy) return;
    setWants(false);
    writing.run({ pairId, ...(options.unattended && { unattended: true }) });
  }, [wants, isBusy]);
  return {
    write: () => {
      setWants(true);
      if (isBusy) options.stop();
    },
    isWriting: wants || writing.isRunning,
    saved,
    problem: writing.problem,
  };
}
