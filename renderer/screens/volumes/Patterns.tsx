import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Group } from '../../parts/Group.tsx';
import type { ExcludeDraft } from './draft.ts';
import type { DraftFaults } from './draft-faults.ts';
import type { DraftStep } from './draft-steps.ts';
import { findingKey, type Finding } from './left-out-findings.ts';
import { findingText, patternFaultText, patternLabel, WORDS } from './words.ts';

export interface PatternsProps {
  readonly excludes: readonly ExcludeDraft[];
  readonly faults: DraftFaults;
  readonly isMarked: boolean;
  readonly take: (it: DraftStep) => void;
  readonly findings: ReadonlyMap<string, Finding> | undefined;
}

/** A person's own. Their order counts. */
export function Patterns({ excludes, faults, isMarked, take, findings }: PatternsProps): ReactNode {
  const isAdded = useRef(false);
  return (
    <Group title={WORDS.own} note={WORDS.ownNote}>
      {excludes.length === 0 && <p className="row quiet">{WORDS.noOwn}</p>}
      {excludes.map(({ key, pattern }, at) => {
        const fault = faults.excludes.get(key);
        const isQuiet = pattern.trim() === '' && !isMarked;
        return (
          <div className="row pattern" key={key}>
            <Field
              label={patternLabel(at)}
              value={pattern}
              error={fault === undefined || isQuiet ? undefined : patternFaultText(fault)}
              hint={findingText(findings?.get(findingKey('person', pattern)))}
              autoFocus={isAdded.current && at === excludes.length - 1}
              onChange={(text) => take({ do: 'set-exclude', key, pattern: text })}
            />
            <div className="buttons">
              <Button
                kind="icon"
                aria-label={`${WORDS.moveUp}: ${patternLabel(at)}`}
                isDisabled={at === 0}
                onPress={() => take({ do: 'move-exclude', key, by: -1 })}
              >
                <ArrowUp size="1.2em" aria-hidden />
              </Button>
              <Button
                kind="icon"
                aria-label={`${WORDS.moveDown}: ${patternLabel(at)}`}
                isDisabled={at === excludes.length - 1}
                onPress={() => take({ do: 'move-exclude', key, by: 1 })}
              >
                <ArrowDown size="1.2em" aria-hidden />
              </Button>
              <Button
                kind="icon"
                aria-label={`${WORDS.removePattern}: ${patternLabel(at)}`}
                onPress={() => take({ do: 'remove-exclude', key })}
              >
                <X size="1.2em" aria-hidden />
              </Button>
            </div>
          </div>
        );
      })}
      <div className="row">
        <Button
          kind="plain"
          onPress={() => {
            isAdded.current = true;
            take({ do: 'add-exclude' });
          }}
        >
          <Plus size="1.1em" aria-hidden /> {WORDS.addPattern}
        </Button>
      </div>
    </Group>
  );
}
