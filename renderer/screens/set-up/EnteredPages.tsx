import { useState, type ReactNode } from 'react';
import type { ShownHostKey } from '../../../engine/api/engine.ts';
import { useSnapshot } from '../../state/use-live.ts';
import { useAction, useReply } from '../../state/use-reply.ts';
import { addressOf, fromPair, toPairChange, type Entered } from './entered.ts';
import { FindPage, Loading } from './FindPage.tsx';
import { HostKeyPage } from './HostKeyPage.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import type { Step } from './steps.ts';
import { VolumesPage } from './VolumesPage.tsx';

type EnteredStep = Extract<Step, 'find' | 'host-key' | 'volumes'>;

export function isEnteredStep(step: Step): step is EnteredStep {
  return step === 'find' || step === 'host-key' || step === 'volumes';
}

/** The first pages once more, of a pair that is stored: what is changed there is stored when it goes on. */
export function EnteredPages({
  work,
  step,
  entered: kept,
  onChange,
}: {
  readonly work: SetUpWork;
  readonly step: EnteredStep;
  readonly entered: Entered | undefined;
  readonly onChange: (entered: Entered | undefined) => void;
}): ReactNode {
  const { pair } = work.view;
  const info = useReply('app.info', undefined);
  const pairs = useSnapshot()?.pairs ?? [];
  const [keys, setKeys] = useState<readonly ShownHostKey[]>();
  const entered = kept ?? fromPair(pair);
  const address = addressOf(entered);
  const begin = (): void => {
    onChange(undefined);
    work.begin(entered.asRootHere ? { asRootHere: true } : {});
  };
  const changing = useAction('pair.change', begin);
  const change = (next: Entered): void => {
    changing.forget();
    onChange(next);
  };
  const store = (): void => {
    const difference = toPairChange(entered, pair);
    if (difference === undefined) begin();
    else changing.run({ pairId: pair.id, change: difference });
  };
  const { standby } = pair;
  const isSameMachine =
    standby.kind === 'ssh' && entered.host === standby.host && entered.port === String(standby.port);

  /** Of the machine that the pair means, another key is a stop, and this is the person who vouches for it. */
  const onYes = (hostKey: string): void => {
    if (isSameMachine && hostKey !== standby.hostKey) return work.begin({ hostKey });
    change({ ...entered, hostKey });
    work.go('volumes');
  };
  if (info.problem !== undefined)
    return <ProblemNote problem={info.problem} remedies={{ 'try-again': info.again }} />;
  if (info.value === undefined) return <Loading />;
  if (step === 'find' || address === undefined)
    return (
      <FindPage
        entered={entered}
        onChange={change}
        onNamed={() => undefined}
        demo={info.value.demoStandby}
        onReached={(shown) => {
          setKeys(shown);
          work.go('host-key');
        }}
        onBack={undefined}
      />
    );
  if (step === 'host-key')
    return (
      <HostKeyPage
        address={address}
        known={keys}
        pinned={isSameMachine ? standby.hostKey : entered.hostKey}
        onYes={onYes}
        onNo={() => {
          setKeys(undefined);
          work.go('find');
        }}
      />
    );
  return (
    <VolumesPage
      entered={entered}
      onChange={change}
      info={info.value}
      taken={pairs.flatMap((each) => (each.pair.id === pair.id ? [] : [each.pair.name]))}
      isFresh={false}
      onBack={() => work.go('host-key')}
      onNext={store}
      isBusy={changing.isRunning || work.isBeginning}
      problem={changing.problem}
    />
  );
}
