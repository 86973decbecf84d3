import { Search, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import {
  Button as AriaButton,
  Input,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import type { ChangeKind } from '../../../../engine/model/run.ts';
import { afterMs } from '../../../clock.ts';
import { KIND_MARKS, KIND_NAMES, KINDS, WORDS, type Manner } from '../words.ts';

/** Typing goes on; a search goes through all paths. */
const PAUSE_MS = 200;

export interface ChangeSearchProps {
  readonly kinds: readonly ChangeKind[];
  readonly manner: Manner;
  readonly onText: (text: string) => void;
  readonly onKinds: (kinds: readonly ChangeKind[]) => void;
}

export function ChangeSearch({ kinds, manner, onText, onKinds }: ChangeSearchProps): ReactNode {
  const [typed, setTyped] = useState('');
  useEffect(() => afterMs(typed === '' ? 0 : PAUSE_MS, () => onText(typed)), [typed]);
  return (
    <div className="change-search">
      <SearchField
        className="find-field"
        aria-label={WORDS.search}
        value={typed}
        onChange={setTyped}
        maxLength={1_000}
      >
        <Search size="1.1em" aria-hidden />
        <Input className="input" placeholder={WORDS.search} spellCheck={false} autoComplete="off" />
        {typed !== '' && (
          <AriaButton className="button icon" aria-label={WORDS.clear}>
            <X size="1.1em" />
          </AriaButton>
        )}
      </SearchField>
      <ToggleButtonGroup
        className="kinds"
        aria-label={WORDS.kinds}
        selectionMode="multiple"
        selectedKeys={kinds}
        onSelectionChange={(keys) => onKinds(KINDS.filter((kind) => keys.has(kind)))}
      >
        {KINDS.map((kind) => (
          <ToggleButton id={kind} key={kind} className="kind-toggle">
            <span className={`kind ${kind}`} aria-hidden>
              {KIND_MARKS[kind]}
            </span>
            {KIND_NAMES[manner][kind]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
