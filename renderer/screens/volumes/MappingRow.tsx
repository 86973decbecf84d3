import { ArrowRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { CheckReport } from '../../../engine/api/engine.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Button } from '../../parts/Button.tsx';
import { CheckTrouble } from './CheckTrouble.tsx';
import type { VolumeDraft } from './draft.ts';
import type { VolumeFaults } from './draft-faults.ts';
import type { DraftStep } from './draft-steps.ts';
import { MappingEditor } from './MappingEditor.tsx';
import { figuresAt, refusalsOf, type PlaceFigures } from './place-figures.ts';
import { deletionText, editLabel, figuresText, WORDS } from './words.ts';

export interface MappingRowProps {
  readonly pair: Pair;
  readonly volume: VolumeDraft;
  /** As it was; `undefined`: a new one. */
  readonly stored: VolumeDraft | undefined;
  readonly faults: VolumeFaults | undefined;
  readonly isMarked: boolean;
  readonly report: CheckReport | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly take: (it: DraftStep) => void;
  /** Sources that are in the pair already. */
  readonly mapped: readonly string[];
  readonly acceptVolumes: () => void;
  readonly checkAgain: () => void;
}

export function MappingRow(props: MappingRowProps): ReactNode {
  const { pair, volume, stored, report, isOpen, onToggle, acceptVolumes, checkAgain } = props;
  const editor = useId();
  const news = stored === undefined ? WORDS.isNew : isEdited(volume, stored) ? WORDS.isChanged : undefined;
  // What was found is about the paths as they are stored.
  const refusals =
    stored === undefined || news !== undefined || volume.id === undefined
      ? []
      : refusalsOf(report, volume.id);
  return (
    <section className="mapping" aria-label={printable(volume.source) || WORDS.isNew}>
      <div className="places">
        <PlaceOf side="primary" path={volume.source} figures={figuresAt(report, 'primary', volume.source)} />
        <ArrowRight className="arrow" size="1.1em" aria-hidden />
        <PlaceOf
          side="standby"
          path={volume.destination}
          figures={figuresAt(report, 'standby', volume.destination)}
        />
        <div className="end">
          {news !== undefined && <span className="tag">{news}</span>}
          <Button
            onPress={onToggle}
            aria-expanded={isOpen}
            {...(isOpen && { 'aria-controls': editor })}
            aria-label={isOpen ? WORDS.done : editLabel(volume.source)}
          >
            {isOpen ? WORDS.done : WORDS.edit}
          </Button>
        </div>
      </div>
      {!isOpen && <p className="deletion">{deletionText(volume.deletion)}</p>}
      {refusals.map((refusal) => (
        <CheckTrouble
          key={JSON.stringify(refusal)}
          trouble={refusal}
          pair={pair}
          acceptVolumes={acceptVolumes}
          checkAgain={checkAgain}
        />
      ))}
      {isOpen && <MappingEditor id={editor} {...props} />}
    </section>
  );
}

function isEdited(a: VolumeDraft, b: VolumeDraft): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

interface PlaceOfProps {
  readonly side: 'primary' | 'standby';
  readonly path: string;
  readonly figures: PlaceFigures | undefined;
}

function PlaceOf({ side, path, figures }: PlaceOfProps): ReactNode {
  const text = figuresText(figures, side);
  const isMissing = figures !== undefined && figures.state !== 'present';
  return (
    <div className="place">
      <small className="side">{side === 'primary' ? WORDS.onPrimary : WORDS.onSpare}</small>
      <span className="selectable">
        {path === '' ? <i>{WORDS.unnamed}</i> : <bdi dir="ltr">{printable(path)}</bdi>}
      </span>
      {text !== undefined && <small className={isMissing ? 'missing' : undefined}>{text}</small>}
    </div>
  );
}
