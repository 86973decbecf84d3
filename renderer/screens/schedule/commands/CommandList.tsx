import { Plus } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { MOST_COMMANDS, type RunCommand } from '../../../../engine/model/run-command.ts';
import { Button } from '../../../parts/Button.tsx';
import { Row } from '../../../parts/Group.tsx';
import { moved, newKey, setOne, without } from '../../../state/keyed-list.ts';
import type { Editing } from '../editing.ts';
import { CommandEditor } from './CommandEditor.tsx';
import { inOrder, offeredCommand, type CommandDraft } from './draft.ts';
import { COMMANDS_WORDS as WORDS } from './words.ts';

export interface CommandListProps extends Editing {
  readonly when: RunCommand['when'];
}

/** Those of one time, of both machines in the order in which they run. */
export function CommandList({ when, draft, read, isMarked, change }: CommandListProps): ReactNode {
  const isAdded = useRef(false);
  const all = draft.commands;
  const own = all.filter((command) => command.when === when);
  const set = (commands: readonly CommandDraft[]): void => change({ commands: inOrder(commands) });
  const setOwn = (list: readonly CommandDraft[]): void =>
    set([...all.filter((command) => command.when !== when), ...list]);
  return (
    <section className="command-list" aria-label={WORDS.heads[when]}>
      <Row
        title={WORDS.heads[when]}
        detail={own.length === 0 ? WORDS.none[when] : WORDS.details[when]}
        end={
          <Button
            kind="plain"
            isDisabled={all.length >= MOST_COMMANDS}
            onPress={() => {
              isAdded.current = true;
              set([...all, { key: newKey(all), ...offeredCommand(when) }]);
            }}
          >
            <Plus size="1.1em" aria-hidden /> {WORDS.adds[when]}
          </Button>
        }
      />
      {own.map((command, at) => (
        <CommandEditor
          key={command.key}
          name={WORDS.name(when, at)}
          command={command}
          faults={read.commands.faults.get(command.key)}
          isMarked={isMarked}
          isFirst={at === 0}
          isLast={at === own.length - 1}
          autoFocus={isAdded.current && at === own.length - 1}
          onChange={(to) => set(setOne(all, command.key, to))}
          onMove={(by) => setOwn(moved(own, command.key, by))}
          onRemove={() => set(without(all, command.key))}
        />
      ))}
    </section>
  );
}
