import type { ReactNode } from 'react';
import { isGuarded } from '../../../../engine/model/endpoint.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { areNewToStandby, goesWithSyncs } from '../../../../engine/model/run-command.ts';
import { Group, Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import type { Editing } from '../editing.ts';
import { CommandList } from './CommandList.tsx';
import { WHENS } from './draft.ts';
import { COMMANDS_WORDS as WORDS, runAs } from './words.ts';
import './commands.css';

export interface CommandsProps extends Editing {
  readonly pair: Pair;
}

/** What a pair's machines do around a sync. */
export function Commands({ pair, ...editing }: CommandsProps): ReactNode {
  const { list } = editing.read.commands;
  const isNewToGuard = list !== undefined && hasGuard(pair) && areNewToStandby(pair.commands, list);
  const holdsUpSyncs = areNewToStandby(pair.commands, (list ?? []).filter(goesWithSyncs));
  return (
    <Group title={WORDS.title} note={[runAs(pair), WORDS.log, WORDS.without, WORDS.noPasswords].join(' ')}>
      {WHENS.map((when) => (
        <CommandList key={when} when={when} {...editing} />
      ))}
      <div role="status">
        {isNewToGuard && (
          <Row mark={<Mark state="warn" />} title={WORDS.guard} detail={WORDS.guardWhy(holdsUpSyncs)} />
        )}
      </div>
    </Group>
  );
}

export function hasGuard({ standby }: Pair): boolean {
  return standby.kind === 'ssh' && isGuarded(standby);
}
