import { useEffect, useRef, useState } from 'react';
import type { LeftOutReport } from '../../../engine/api/left-out.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { PresetName } from '../../../engine/model/pair.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { ask, newToken, problemOf } from '../../client.ts';
import { afterMs } from '../../clock.ts';
import { useEvents } from '../../state/use-live.ts';

/** What is tried; `source`: in this folder alone, else in all stored volumes. */
export interface LeftOutQuestion {
  readonly pairId: PairId;
  readonly source: string | undefined;
  readonly preset: PresetName;
  readonly excludes: readonly string[];
}

export interface LeftOutLook {
  readonly state: 'off' | 'looking' | 'done' | 'failed';
  readonly report: LeftOutReport | undefined;
  readonly problem: Problem | undefined;
  readonly start: () => void;
  readonly stop: () => void;
}

/** While somebody types, the question is another one with each letter. */
const TYPING_MS = 700;

/** Once started, asks again whenever the question is another one, and calls off what it asked before. */
export function useLeftOut(question: LeftOutQuestion): LeftOutLook {
  /** 0: nobody wants to know. */
  const [wish, setWish] = useState(0);
  const [shown, setShown] = useState<Pick<LeftOutLook, 'state' | 'report' | 'problem'>>({
    state: 'off',
    report: undefined,
    problem: undefined,
  });
  const token = useRef<string>(undefined);
  const askedWish = useRef(0);
  const { pairId, source, preset, excludes } = question;
  useEvents((event) => {
    if (event.type !== 'left-out.progress' || event.token !== token.current) return;
    setShown({ state: 'looking', report: event.report, problem: undefined });
  });
  useEffect(() => {
    if (wish === 0) return undefined;
    let own: string | undefined;
    const begin = (): void => {
      own = newToken();
      token.current = own;
      setShown((before) => ({ ...before, state: 'looking', problem: undefined }));
      const asked = {
        token: own,
        pairId,
        preset,
        excludes: [...excludes],
        ...(source !== undefined && { source }),
      };
      const end = (next: (before: LeftOutReport | undefined) => typeof shown): void => {
        if (token.current !== own || own === undefined) return;
        token.current = undefined;
        setShown((before) => next(before.report));
      };
      ask('left-out.look', asked).then(
        (report) => end(() => ({ state: 'done', report, problem: undefined })),
        (error: unknown) => end((report) => ({ state: 'failed', report, problem: problemOf(error) })),
      );
    };
    const isNewWish = askedWish.current !== wish;
    askedWish.current = wish;
    const callOff = afterMs(isNewWish ? 0 : TYPING_MS, begin);
    return () => {
      callOff();
      if (own === undefined || token.current !== own) return;
      token.current = undefined;
      ask('work.stop', { token: own }).catch(() => undefined);
    };
  }, [wish, JSON.stringify([pairId, source, preset, excludes])]);
  return {
    ...shown,
    start: () => setWish((before) => before + 1),
    stop: () => {
      setWish(0);
      setShown((before) => ({ ...before, state: before.report === undefined ? 'off' : 'done' }));
    },
  };
}
