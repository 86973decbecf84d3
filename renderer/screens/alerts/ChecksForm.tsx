import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DeadMan } from '../../../engine/model/alert-settings.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { newKey, setOne, without } from '../../state/keyed-list.ts';
import { useEdited } from '../../state/use-edited.ts';
import { ALL_PAIRS, checkDraftsOf, readChecks, type CheckDraft } from './checks-draft.ts';
import { EditForm, type EditingPart } from './EditForm.tsx';
import { useSaveAlerts } from './use-alerts.ts';
import { CHECK_FAULTS, WORDS } from './words.ts';

export interface ChecksFormProps extends EditingPart {
  readonly deadMan: readonly DeadMan[];
  readonly pairs: readonly Pair[];
}

export function ChecksForm({ deadMan, pairs, ...part }: ChecksFormProps): ReactNode {
  const { draft, isChanged, isOutdated, edit } = useEdited(withOne(checkDraftsOf(deadMan)), isSame);
  const [isMarked, setMarked] = useState(false);
  const saving = useSaveAlerts(part.onSaved);
  const { deadMan: read, faults } = readChecks(draft);
  const save = (): void => {
    if (read === undefined) setMarked(true);
    else saving.save((now) => ({ ...now, deadMan: [...read] }));
  };
  return (
    <EditForm
      {...part}
      {...saving}
      label={WORDS.check}
      isChanged={isChanged}
      isMarked={isMarked && read === undefined}
      isOutdated={isOutdated}
      onSave={save}
      actions={
        <Button
          kind="plain"
          onPress={() => edit((drafts) => [...drafts, { key: newKey(drafts), url: '', of: ALL_PAIRS }])}
        >
          <Plus size="1.1em" aria-hidden /> {WORDS.addCheck}
        </Button>
      }
    >
      {draft.map((check, at) => {
        const fault = faults.get(check.key);
        return (
          <div className="one-check" role="group" aria-label={WORDS.checkUrl(at)} key={check.key}>
            <Field
              label={WORDS.checkUrl(at)}
              hint={WORDS.checkUrlHint}
              value={check.url}
              error={isMarked && fault !== undefined ? CHECK_FAULTS[fault] : undefined}
              autoFocus={at === draft.length - 1}
              onChange={(url) => edit((drafts) => setOne(drafts, check.key, { url }))}
            />
            <Choice
              label={WORDS.checkPair}
              value={check.of}
              options={choicesOf(check, pairs)}
              onChange={(of) => edit((drafts) => setOne(drafts, check.key, { of }))}
            />
            <Button
              kind="icon"
              aria-label={WORDS.removeOf(WORDS.checkUrl(at))}
              onPress={() => edit((drafts) => without(drafts, check.key))}
            >
              <X size="1.2em" aria-hidden />
            </Button>
          </div>
        );
      })}
    </EditForm>
  );
}

/** Whoever opens it wants to type one. */
function withOne(drafts: readonly CheckDraft[]): readonly CheckDraft[] {
  return drafts.length === 0 ? [{ key: 'new-1', url: '', of: ALL_PAIRS }] : drafts;
}

function choicesOf({ of }: CheckDraft, pairs: readonly Pair[]): Readonly<Record<CheckDraft['of'], string>> {
  const names: Record<string, string> = { [ALL_PAIRS]: WORDS.allPairs };
  for (const { id, name } of pairs) names[id] = name;
  names[of] ??= WORDS.removed;
  return names as Record<CheckDraft['of'], string>;
}

function isSame(a: readonly CheckDraft[], b: readonly CheckDraft[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
