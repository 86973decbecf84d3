import type { ReactNode } from 'react';
import { Group, Row } from '../../parts/Group.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import type { Editing } from './editing.ts';
import { Networks } from './Networks.tsx';
import { QuietTimes } from './QuietTimes.tsx';
import { WORDS } from './words.ts';

/** What has to be so before a due run begins. */
export function Conditions(editing: Editing): ReactNode {
  const { draft, change } = editing;
  return (
    <>
      <Group title={WORDS.conditions} note={WORDS.conditionsNote}>
        <Row
          title={WORDS.onMains}
          detail={WORDS.onMainsWhy}
          end={
            <Toggle label={WORDS.onMains} isOn={draft.onMains} onChange={(onMains) => change({ onMains })} />
          }
        />
        <Networks {...editing} />
      </Group>
      <QuietTimes {...editing} />
    </>
  );
}
