import { Plus } from 'lucide-react';
import { useMemo, useRef, type ReactNode } from 'react';
import { MOST_BANDWIDTH_RULES } from '../../../../engine/model/bandwidth.ts';
import { Button } from '../../../parts/Button.tsx';
import { Group } from '../../../parts/Group.tsx';
import { moved, newKey, setOne, without } from '../../../state/keyed-list.ts';
import { useNow } from '../../../state/use-live.ts';
import type { Editing } from '../editing.ts';
import { OFFERED_RULE } from './draft.ts';
import { hiddenRules, type ReadBandwidth } from './read-bandwidth.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { BANDWIDTH_WORDS as WORDS, limitSentence } from './words.ts';
import './bandwidth.css';

export interface BandwidthProps extends Editing {
  readonly timeZone: string;
}

/** How much runs may send, by the time of day. */
export function Bandwidth({ draft, read, isMarked, change, timeZone }: BandwidthProps): ReactNode {
  const isAdded = useRef(false);
  const { bandwidth } = draft;
  const hidden = hiddenRules(bandwidth);
  return (
    <Group title={WORDS.title} {...(bandwidth.length > 0 && { note: WORDS.note })}>
      <LimitNow rules={read.bandwidth.rules} timeZone={timeZone} />
      {bandwidth.map((rule, at) => (
        <RuleEditor
          key={rule.key}
          name={WORDS.rule(at)}
          rule={rule}
          faults={read.bandwidth.faults.get(rule.key)}
          isMarked={isMarked}
          isHidden={hidden.has(rule.key)}
          isFirst={at === 0}
          isLast={at === bandwidth.length - 1}
          autoFocus={isAdded.current && at === bandwidth.length - 1}
          onChange={(to) => change({ bandwidth: setOne(bandwidth, rule.key, to) })}
          onMove={(by) => change({ bandwidth: moved(bandwidth, rule.key, by) })}
          onRemove={() => change({ bandwidth: without(bandwidth, rule.key) })}
        />
      ))}
      <div className="row">
        <Button
          kind="plain"
          isDisabled={bandwidth.length >= MOST_BANDWIDTH_RULES}
          onPress={() => {
            isAdded.current = true;
            change({ bandwidth: [...bandwidth, { key: newKey(bandwidth), ...OFFERED_RULE }] });
          }}
        >
          <Plus size="1.1em" aria-hidden /> {WORDS.add}
        </Button>
      </div>
    </Group>
  );
}

/** Also of what is not saved yet. */
function LimitNow({
  rules,
  timeZone,
}: {
  readonly rules: ReadBandwidth['rules'];
  readonly timeZone: string;
}): ReactNode {
  const now = useNow(5_000);
  const key = JSON.stringify(rules);
  const sentence = useMemo(() => {
    if (rules === undefined) return WORDS.mendFirst;
    return rules.length === 0 ? WORDS.none : limitSentence(rules, now, timeZone);
    // The key says all that the rules are made of.
  }, [key, now, timeZone]);
  const isSure = rules !== undefined && rules.length > 0;
  return (
    <p className={isSure ? 'row' : 'row quiet'} role="status">
      {sentence}
    </p>
  );
}
