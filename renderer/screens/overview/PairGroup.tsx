import { useState, type ReactNode } from 'react';
import { PairName } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { capitalised } from '../../../engine/text/words.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { useAction } from '../../state/use-reply.ts';
import { useGo } from '../../state/use-remedy.ts';
import { OVERVIEW_WORDS } from './words.ts';

/** What concerns the pair as a whole. */
export function PairGroup({ pair }: { readonly pair: Pair }): ReactNode {
  return (
    <Group title={OVERVIEW_WORDS.pair}>
      <Rename key={pair.name} pair={pair} />
      <Export pair={pair} />
      <Remove pair={pair} />
    </Group>
  );
}

function Rename({ pair }: { readonly pair: Pair }): ReactNode {
  const [name, setName] = useState(pair.name);
  const change = useAction('pair.change');
  const checked = PairName.safeParse(name);
  const error =
    change.problem !== undefined
      ? explainProblem(change.problem, pair.name).message
      : checked.success
        ? undefined
        : capitalised(`${checked.error.issues[0]?.message ?? ''}.`);
  const isChanged = checked.success && name !== pair.name;
  return (
    <form
      className="row rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) change.run({ pairId: pair.id, change: { name } });
      }}
    >
      <Field
        label={OVERVIEW_WORDS.name}
        value={name}
        error={error}
        onChange={(text) => {
          change.forget();
          setName(text);
        }}
      />
      <Button type="submit" isDisabled={!isChanged || change.isRunning}>
        {OVERVIEW_WORDS.rename}
      </Button>
    </form>
  );
}

function Export({ pair }: { readonly pair: Pair }): ReactNode {
  const [path, setPath] = useState<string>();
  const save = useAction('file.export-pair', (saved) =>
    setPath(saved.state === 'saved' ? saved.path : undefined),
  );
  return (
    <Row
      title={
        <Button isDisabled={save.isRunning} onPress={() => save.run({ pairId: pair.id })}>
          {OVERVIEW_WORDS.exportPair}
        </Button>
      }
      detail={
        <span role="status">
          {save.problem !== undefined
            ? explainProblem(save.problem, pair.name).message
            : path === undefined
              ? OVERVIEW_WORDS.exportWhy
              : OVERVIEW_WORDS.exported(path)}
        </span>
      }
    />
  );
}

function Remove({ pair }: { readonly pair: Pair }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const go = useGo();
  // The page of a pair that is gone is no place to be.
  const remove = useAction('pair.remove', () => go({ screen: 'general' }));
  return (
    <>
      <Row
        title={
          <Button kind="danger" isDisabled={remove.isRunning} onPress={() => setAsking(true)}>
            {OVERVIEW_WORDS.remove}
          </Button>
        }
        detail={
          remove.problem === undefined ? (
            OVERVIEW_WORDS.removeWhy
          ) : (
            <span role="alert">{explainProblem(remove.problem, pair.name).message}</span>
          )
        }
      />
      <AskDialog
        isOpen={isAsking}
        isDangerous
        title={OVERVIEW_WORDS.removeTitle(pair.name)}
        action={OVERVIEW_WORDS.removeAction}
        onAction={() => remove.run({ pairId: pair.id })}
        onClose={() => setAsking(false)}
      >
        <p>{OVERVIEW_WORDS.removeText}</p>
      </AskDialog>
    </>
  );
}
