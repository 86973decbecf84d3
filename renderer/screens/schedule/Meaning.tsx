import { useMemo, type ReactNode } from 'react';
import { useNow } from '../../state/use-live.ts';
import { comingRuns } from './coming-runs.ts';
import type { ReadDraft } from './read-draft.ts';
import { clockTime, dateAndTime, meaning, WORDS } from './words.ts';

export interface MeaningProps {
  readonly read: ReadDraft;
  readonly timeZone: string;
}

/** The choice as a sentence, and when runs would be due by it: also of what is not saved yet. */
export function Meaning({ read: { schedule, conditions }, timeZone }: MeaningProps): ReactNode {
  const now = useNow(5_000);
  const key = JSON.stringify([schedule, conditions]);
  const coming = useMemo(
    () => (schedule === undefined ? [] : comingRuns(schedule, conditions, now, timeZone)),
    // The key says all that they are made of.
    [key, now, timeZone],
  );
  return (
    <section className="meaning" aria-label={WORDS.means}>
      <p className={schedule === undefined ? 'sentence none' : 'sentence'} role="status">
        {schedule === undefined ? WORDS.mendFirst : meaning(schedule, conditions)}
      </p>
      {coming.length > 0 && (
        <>
          <h3>{WORDS.coming}</h3>
          <ol>
            {coming.map(({ at, waitsUntil }) => (
              <li key={at}>
                <time dateTime={new Date(at).toISOString()}>{dateAndTime(at, { now, timeZone })}</time>
                {waitsUntil !== undefined && (
                  <small>{WORDS.quietUntil(clockTime(waitsUntil, timeZone))}</small>
                )}
              </li>
            ))}
          </ol>
          <p className="zone">{WORDS.zone(timeZone)}</p>
        </>
      )}
    </section>
  );
}
