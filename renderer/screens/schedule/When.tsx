import type { ReactNode } from 'react';
import type { Schedule } from '../../../engine/model/schedule.ts';
import { Group } from '../../parts/Group.tsx';
import { RadioChoices } from '../../parts/RadioChoices.tsx';
import { CronEditor, EveryEditor, TimesEditor } from './editors.tsx';
import type { Editing } from './editing.ts';
import { Meaning } from './Meaning.tsx';
import { KIND_TITLES, WORDS } from './words.ts';

const KINDS = ['times', 'every', 'continuous', 'cron', 'manual'] as const;

export interface WhenProps extends Editing {
  readonly timeZone: string;
}

/** The choice, and beside it what it means. */
export function When({ timeZone, ...editing }: WhenProps): ReactNode {
  const { draft, read, change } = editing;
  const more: Readonly<Partial<Record<Schedule['kind'], ReactNode>>> = {
    times: <TimesEditor {...editing} />,
    every: <EveryEditor {...editing} />,
    cron: <CronEditor {...editing} />,
  };
  return (
    <Group title={WORDS.when} {...(draft.kind !== 'manual' && { note: WORDS.catchUp })}>
      <div className="when">
        <RadioChoices
          label={WORDS.when}
          isLabelHidden
          choices={KINDS.map((key) => ({ key, ...KIND_TITLES[key], more: more[key] }))}
          chosen={draft.kind}
          onChoose={(kind) => change({ kind })}
        />
        <Meaning read={read} timeZone={timeZone} />
      </div>
    </Group>
  );
}
