import { Fragment, type ReactNode } from 'react';
import { absoluteTime } from '../../engine/text/relative-time.ts';
import { recoveryAge, recoveryClock, type RecoveryAge } from '../../engine/text/recovery-age.ts';
import { useNow } from '../state/use-live.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import './recovery-clock.css';

/** What would be lost if the primary died now. It ticks. */
export function RecoveryClock({ recoveryPoint }: { readonly recoveryPoint: string | undefined }): ReactNode {
  const age = recoveryAge(recoveryPoint, useNow());
  return (
    <section className="clock" aria-label={SHARED_WORDS.wouldLose}>
      <p>{SHARED_WORDS.wouldLose}</p>
      <Age age={age} recoveryPoint={recoveryPoint} />
    </section>
  );
}

function Age({
  age,
  recoveryPoint = '',
}: {
  readonly age: RecoveryAge;
  readonly recoveryPoint: string | undefined;
}): ReactNode {
  switch (age.kind) {
    case 'known':
      return (
        <div className="age" role="timer" title={absoluteTime(recoveryPoint, { timeZone: undefined })}>
          {recoveryClock(age.ageMs).map(({ value, unit }) => (
            <Fragment key={unit}>
              <span>
                {value}
                <small> {unit}</small>
              </span>{' '}
            </Fragment>
          ))}
        </div>
      );
    case 'none':
      return <Unclear says={SHARED_WORDS.loseAll} why={SHARED_WORDS.loseAllWhy} />;
    case 'in-the-future':
      return <Unclear says={SHARED_WORDS.loseUnknown} why={SHARED_WORDS.futureWhy} />;
    case 'unreadable':
      return <Unclear says={SHARED_WORDS.loseUnknown} why={SHARED_WORDS.unreadableWhy} />;
  }
}

function Unclear({ says, why }: { readonly says: string; readonly why: string }): ReactNode {
  return (
    <>
      <div className="age">{says}</div>
      <p>{why}</p>
    </>
  );
}
