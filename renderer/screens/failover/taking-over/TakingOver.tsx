import type { ReactNode } from 'react';
import type { Strategy } from '../../../../engine/model/failover.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Readiness } from '../../../../engine/model/readiness.ts';
import { formatCount } from '../../../../engine/text/amounts.ts';
import {
  STRATEGY_MEANINGS,
  STRATEGY_WORDS,
  strategyTitle,
} from '../../../../engine/text/readiness/strategy-words.ts';
import { Field } from '../../../parts/Field.tsx';
import { Group } from '../../../parts/Group.tsx';
import { LinesField } from '../../../parts/LinesField.tsx';
import { RadioChoices, type Choice } from '../../../parts/RadioChoices.tsx';
import { ANCHORS, WORDS } from '../words.ts';
import { BootProof } from './BootProof.tsx';
import { isTooLong, MOST_NOTES, type Draft } from './draft.ts';

const STRATEGIES: readonly Strategy[] = ['boot', 'promote', 'serve'];

export interface TakingOverProps {
  readonly pair: Pair;
  /** `undefined`: not known yet. */
  readonly readiness: Readiness | undefined;
  readonly draft: Draft;
  readonly change: (to: Partial<Draft>) => void;
  /** Somebody said that the clone booted. */
  readonly onProved: () => void;
}

/** What a person says of the failover, and nobody can find out. */
export function TakingOver(props: TakingOverProps): ReactNode {
  const { pair, readiness, draft, change, onProved } = props;
  const choices: readonly Choice<Draft['strategy']>[] = [
    { key: 'auto', title: WORDS.auto, ...autoDetail(pair, readiness) },
    ...STRATEGIES.map((key) => ({
      key,
      title: strategyTitle(key),
      detail: STRATEGY_MEANINGS[key],
    })),
  ];
  const fault = isTooLong(draft) ? WORDS.notesTooLong(formatCount(MOST_NOTES)) : undefined;
  return (
    <div id={ANCHORS.takingOver} tabIndex={-1} className="anchor">
      <Group title={WORDS.takingOver}>
        <div className="taking-over">
          <RadioChoices
            label={WORDS.strategy}
            choices={choices}
            chosen={draft.strategy}
            onChoose={(strategy) => change({ strategy })}
          />
          <LinesField
            label={WORDS.notes}
            hint={WORDS.notesHint}
            isProse
            value={draft.notes}
            error={fault}
            onChange={(notes) => change({ notes })}
          />
          <Field
            label={WORDS.shared}
            hint={WORDS.sharedHint}
            value={draft.sharedAddress}
            onChange={(sharedAddress) => change({ sharedAddress })}
          />
        </div>
        {readiness?.strategy === 'boot' && <BootProof pair={pair} onDone={onProved} />}
      </Group>
    </div>
  );
}

/** What it would be is known only while nothing else is chosen. */
function autoDetail(
  { failover }: Pair,
  readiness: Readiness | undefined,
): { readonly detail: string } | undefined {
  if (failover.strategy !== undefined || readiness === undefined) return undefined;
  return { detail: WORDS.autoWhy(STRATEGY_WORDS[readiness.strategy]) };
}
