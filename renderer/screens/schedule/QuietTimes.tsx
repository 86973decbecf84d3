import { Plus, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Group } from '../../parts/Group.tsx';
import { newKey, setOne, without } from '../../state/keyed-list.ts';
import { OFFERED_QUIET, type QuietDraft } from './draft.ts';
import type { Editing } from './editing.ts';
import type { QuietFaults } from './read-quiet.ts';
import { TimeSpan } from './TimeSpan.tsx';
import { WORDS } from './words.ts';

export function QuietTimes({ draft: { quiet }, read, change }: Editing): ReactNode {
  const isAdded = useRef(false);
  return (
    <Group title={WORDS.quiet} note={WORDS.quietWhy}>
      {quiet.length === 0 && <p className="row quiet">{WORDS.noQuiet}</p>}
      {quiet.map((window, at) => (
        <QuietTime
          key={window.key}
          name={WORDS.quietOf(at)}
          window={window}
          faults={read.quiet.get(window.key)}
          autoFocus={isAdded.current && at === quiet.length - 1}
          onChange={(to) => change({ quiet: setOne(quiet, window.key, to) })}
          onRemove={() => change({ quiet: without(quiet, window.key) })}
        />
      ))}
      <div className="row">
        <Button
          kind="plain"
          onPress={() => {
            isAdded.current = true;
            change({ quiet: [...quiet, { key: newKey(quiet), ...OFFERED_QUIET }] });
          }}
        >
          <Plus size="1.1em" aria-hidden /> {WORDS.addQuiet}
        </Button>
      </div>
    </Group>
  );
}

interface QuietTimeProps {
  readonly name: string;
  readonly window: QuietDraft;
  readonly faults: QuietFaults | undefined;
  readonly autoFocus: boolean;
  readonly onChange: (to: Partial<QuietDraft>) => void;
  readonly onRemove: () => void;
}

function QuietTime({ name, window, faults, autoFocus, onChange, onRemove }: QuietTimeProps): ReactNode {
  return (
    <div className="row one-of-some" role="group" aria-label={name}>
      <TimeSpan span={window} faults={faults} autoFocus={autoFocus} onChange={onChange} />
      <Button kind="icon" aria-label={WORDS.remove(name)} onPress={onRemove}>
        <X size="1.2em" aria-hidden />
      </Button>
    </div>
  );
}
