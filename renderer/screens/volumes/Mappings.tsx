import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CheckReport } from '../../../engine/api/engine.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { Button } from '../../parts/Button.tsx';
import { Group } from '../../parts/Group.tsx';
import type { DraftFaults } from './draft-faults.ts';
import { MappingRow } from './MappingRow.tsx';
import type { DraftInHand } from './use-draft.ts';
import { WORDS } from './words.ts';

export interface MappingsProps {
  readonly pair: Pair;
  readonly hand: DraftInHand;
  readonly faults: DraftFaults;
  /** Also what was not touched yet is marked. */
  readonly isMarked: boolean;
  readonly report: CheckReport | undefined;
  readonly acceptVolumes: () => void;
  readonly checkAgain: () => void;
}

export function Mappings(props: MappingsProps): ReactNode {
  const { pair, hand, faults, isMarked, report } = props;
  const { draft, stored, take } = hand;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string): void =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  return (
    <Group title={WORDS.mappings}>
      {draft.volumes.map((volume, at) => (
        <MappingRow
          key={volume.key}
          pair={pair}
          volume={volume}
          stored={stored.volumes.find(({ key }) => key === volume.key)}
          faults={faults.volumes.get(volume.key)}
          isMarked={isMarked}
          report={report}
          isFirst={at === 0}
          isLast={at === draft.volumes.length - 1}
          // A new one has nothing to be read yet.
          isOpen={open.has(volume.key) !== (volume.id === undefined)}
          onToggle={() => toggle(volume.key)}
          take={take}
          mapped={draft.volumes.map(({ source }) => source)}
          acceptVolumes={props.acceptVolumes}
          checkAgain={props.checkAgain}
        />
      ))}
      {faults.isEmpty && (
        <p className="row error" role="alert">
          {WORDS.noVolumes}
        </p>
      )}
      <div className="row">
        <Button kind="plain" onPress={() => take({ do: 'add-volume' })}>
          <Plus size="1.1em" aria-hidden /> {WORDS.addVolume}
        </Button>
      </div>
    </Group>
  );
}
