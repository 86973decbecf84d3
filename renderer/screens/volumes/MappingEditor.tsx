import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { DeletionChoice } from './DeletionChoice.tsx';
import type { MappingRowProps } from './MappingRow.tsx';
import type { PathFault } from './draft-faults.ts';
import { SourceField } from './SourceField.tsx';
import { PATH_FAULTS, WORDS } from './words.ts';

export function MappingEditor({ id, ...props }: MappingRowProps & { readonly id: string }): ReactNode {
  const { pair, volume, faults, isMarked, isFirst, isLast, mapped, take } = props;
  const { key } = volume;
  const said = (fault: PathFault | undefined): string | undefined =>
    // Nobody is told off about a field before typing in it.
    fault === undefined || (fault === 'empty' && !isMarked) ? undefined : PATH_FAULTS[fault];
  return (
    <div className="editor" id={id}>
      <SourceField
        isLocal={pair.primary.kind === 'local'}
        value={volume.source}
        mapped={mapped}
        error={said(faults?.source)}
        autoFocus={volume.id === undefined && volume.source === ''}
        onChange={(source, placeOf) =>
          take({
            do: 'set-volume',
            key,
            to: {
              source,
              ...(placeOf !== undefined && volume.destination === '' && { destination: placeOf }),
            },
          })
        }
      />
      <Field
        label={WORDS.destination}
        value={volume.destination}
        error={said(faults?.destination)}
        onChange={(destination) => take({ do: 'set-volume', key, to: { destination } })}
      />
      <DeletionChoice
        deletion={volume.deletion}
        isFaulty={faults?.limit === true}
        onChange={(deletion) => take({ do: 'set-volume', key, to: { deletion } })}
      />
      <div className="buttons">
        <Button
          kind="icon"
          aria-label={WORDS.moveUp}
          isDisabled={isFirst}
          onPress={() => take({ do: 'move-volume', key, by: -1 })}
        >
          <ArrowUp size="1.2em" aria-hidden />
        </Button>
        <Button
          kind="icon"
          aria-label={WORDS.moveDown}
          isDisabled={isLast}
          onPress={() => take({ do: 'move-volume', key, by: 1 })}
        >
          <ArrowDown size="1.2em" aria-hidden />
        </Button>
        <Button kind="danger" onPress={() => take({ do: 'remove-volume', key })}>
          {WORDS.remove}
        </Button>
      </div>
    </div>
  );
}
