import type { ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Readiness, ReadinessCheck } from '../../../../engine/model/readiness.ts';
import { APP_WAYS } from '../../../../engine/text/app/app-ways.ts';
import { CHECK_TITLES } from '../../../../engine/text/readiness/check-titles.ts';
import { findingWords } from '../../../../engine/text/readiness/finding-words.ts';
import type { Words } from '../../../../engine/text/words.ts';
import { Group } from '../../../parts/Group.tsx';
import { useNow } from '../../../state/use-live.ts';
import { Folded } from '../Folded.tsx';
import { WORDS } from '../words.ts';
import { CheckNote, CheckRow } from './CheckNote.tsx';
import { checksShown } from './checks-shown.ts';

export interface ChecksProps {
  readonly pair: Pair;
  readonly readiness: Readiness;
  readonly look: () => void;
}

/** Check by check: what asks for somebody, then what waits for a look, then what is well. What mends several has one button. */
export function Checks({ pair, readiness, look }: ChecksProps): ReactNode {
  const { open, waiting, passed } = checksShown(readiness);
  const told = useFindings(open, pair);
  return (
    <Group title={WORDS.checks}>
      {told.map(({ check, words }, at) => (
        <CheckNote
          key={check.id}
          check={check}
          words={words}
          pair={pair}
          hasButton={told.findIndex(({ words: { action } }) => action === words.action) === at}
          look={look}
        />
      ))}
      {waiting.length > 0 && (
        <Folded state="unknown" title={WORDS.wait(waiting.length)}>
          <ul className="names">
            {waiting.map(({ id }) => (
              <li key={id}>{CHECK_TITLES[id]}</li>
            ))}
          </ul>
        </Folded>
      )}
      {passed.length > 0 && (
        <Folded state="good" title={WORDS.passed(passed.length)}>
          <Passed checks={passed} pair={pair} />
        </Folded>
      )}
    </Group>
  );
}

function Passed({
  checks,
  pair,
}: {
  readonly checks: readonly ReadinessCheck[];
  readonly pair: Pair;
}): ReactNode {
  return useFindings(checks, pair).map(({ check, words }) => (
    <CheckRow key={check.id} check={check} words={words} />
  ));
}

interface Told {
  readonly check: ReadinessCheck;
  readonly words: Words;
}

function useFindings(checks: readonly ReadinessCheck[], { name }: Pair): readonly Told[] {
  const context = { now: useNow(10_000), timeZone: undefined, pair: name, ways: APP_WAYS };
  return checks.map((check) => ({ check, words: findingWords(check.finding, context) }));
}
