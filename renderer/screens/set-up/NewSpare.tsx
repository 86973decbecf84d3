import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../../engine/api/settings.ts';
import type { ShownHostKey } from '../../../engine/api/engine.ts';
import type { SetupDraft } from '../../../engine/api/settings.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { ask } from '../../client.ts';
import { afterMs } from '../../clock.ts';
import { Page } from '../../parts/Page.tsx';
import { usePlace } from '../../state/place.ts';
import { useSnapshot } from '../../state/use-live.ts';
import { useAction, useReply } from '../../state/use-reply.ts';
import { addressOf, fromDraft, NOTHING_ENTERED, toDraft, toPairDraft, type Entered } from './entered.ts';
import { FindPage, Loading } from './FindPage.tsx';
import { HostKeyPage } from './HostKeyPage.tsx';
import { keep } from './kept.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { StepRow } from './StepRow.tsx';
import { STEPS } from './steps.ts';
import { suggestedName } from './suggest.ts';
import { VolumesPage } from './VolumesPage.tsx';
import { COMMON } from './words.ts';

/** Three pages, kept as a draft; then there is a pair, and its own set-up goes on. */
export function NewSpare(): ReactNode {
  const draft = useReply('draft.get', undefined);
  const info = useReply('app.info', undefined);
  const { go } = usePlace();
  // Whoever is here stays here when a pair appears meanwhile, this one or another.
  useEffect(() => go({ screen: 'set-up' }), []);
  const problem = draft.problem ?? info.problem;
  if (problem !== undefined)
    return (
      <Page title={COMMON.newSpare}>
        <ProblemNote
          problem={problem}
          remedies={{
            'try-again': () => {
              draft.again();
              info.again();
            },
          }}
        />
      </Page>
    );
  const isKnown = draft.state === 'done' && info.value !== undefined;
  return (
    <Page title={COMMON.newSpare}>
      {isKnown ? <Pages draft={draft.value} info={info.value} /> : <Loading />}
    </Page>
  );
}

type DraftStep = SetupDraft['step'];

function Pages({
  draft,
  info,
}: {
  readonly draft: SetupDraft | undefined;
  readonly info: AppInfo;
}): ReactNode {
  const pairs = useSnapshot()?.pairs ?? [];
  const taken = pairs.map(({ pair }) => pair.name);
  const [entered, setEntered] = useState<Entered>(() =>
    draft === undefined ? NOTHING_ENTERED : fromDraft(draft),
  );
  const [step, setStep] = useState<DraftStep>(draft?.step ?? 'find');
  const [keys, setKeys] = useState<readonly ShownHostKey[]>();
  const { add, isAdding, problem, forget } = useNewPair();
  useSavedDraft(entered, step, isAdding);
  const change = (next: Entered): void => {
    forget();
    setEntered(next);
  };
  const go = (next: DraftStep, keysOfIt?: readonly ShownHostKey[]): void => {
    setKeys(keysOfIt);
    setStep(next);
  };
  const address = addressOf(entered);
  const at: DraftStep = address === undefined ? 'find' : step;
  return (
    <>
      <StepRow steps={STEPS} current={at} />
      {at === 'find' && (
        <FindPage
          entered={entered}
          onChange={change}
          onNamed={(machine) => setEntered((before) => ({ ...before, name: suggestedName(machine, taken) }))}
          demo={info.demoStandby}
          onReached={(shown) => {
            if (entered.name === '')
              setEntered({ ...entered, name: suggestedName(entered.host.trim(), taken) });
            go('host-key', shown);
          }}
        />
      )}
      {at === 'host-key' && address !== undefined && (
        <HostKeyPage
          address={address}
          known={keys}
          pinned={entered.hostKey}
          onYes={(hostKey) => {
            setEntered({ ...entered, hostKey });
            go('volumes', keys);
          }}
          onNo={() => go('find')}
        />
      )}
      {at === 'volumes' && (
        <VolumesPage
          entered={entered}
          onChange={change}
          info={info}
          taken={isAdding ? [] : taken}
          isFresh
          onBack={() => go('host-key', keys)}
          onNext={() => add(entered)}
          isBusy={isAdding}
          problem={problem}
        />
      )}
    </>
  );
}

/** Stores the pair, begins its set-up, and goes to it once the window knows it. */
function useNewPair(): {
  readonly add: (entered: Entered) => void;
  readonly isAdding: boolean;
  readonly problem: Problem | undefined;
  readonly forget: () => void;
} {
  const { go } = usePlace();
  const snapshot = useSnapshot();
  const [made, setMade] = useState<PairId>();
  const asRootHere = useRef(false);
  const adding = useAction('pair.add', ({ id }) => {
    const begin = asRootHere.current ? { asRootHere: true } : {};
    keep(id, { begin });
    // Not begun: the pair's own page says so, and has a button for it.
    void ask('setup.begin', { pairId: id, kind: 'set-up', ...begin }).catch(() => undefined);
    void ask('draft.drop').catch(() => undefined);
    setMade(id);
  });
  const isKnown = snapshot?.pairs.some(({ pair }) => pair.id === made) === true;
  useEffect(() => {
    if (made !== undefined && isKnown) go({ screen: 'set-up', pairId: made });
  }, [made, isKnown]);
  return {
    add: (entered) => {
      const draft = toPairDraft(entered);
      asRootHere.current = entered.asRootHere;
      if (draft !== undefined) adding.run(draft);
    },
    isAdding: adding.isRunning || made !== undefined,
    problem: adding.problem,
    forget: adding.forget,
  };
}

const SAVE_AFTER_MS = 300;

/** Whoever leaves in the middle finds everything as it was. */
function useSavedDraft(entered: Entered, step: DraftStep, isAdding: boolean): void {
  const pending = useRef<() => void>(undefined);
  const first = useRef({ entered, step });
  useEffect(() => {
    if (entered === first.current.entered && step === first.current.step) return undefined;
    if (isAdding) {
      pending.current = undefined;
      return undefined;
    }
    const save = (): void => {
      pending.current = undefined;
      const draft = toDraft(entered, step);
      if (draft !== undefined) void ask('draft.save', draft).catch(() => undefined);
    };
    pending.current = save;
    return afterMs(SAVE_AFTER_MS, save);
  }, [entered, step, isAdding]);
  useEffect(() => {
    const leave = (): void => pending.current?.();
    // The last moment at which a page that is closed is still heard.
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('beforeunload', leave);
      leave();
    };
  }, []);
}
