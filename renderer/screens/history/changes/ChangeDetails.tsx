import type { ReactNode } from 'react';
import type { FolderEntry } from '../../../../engine/model/browse.ts';
import type { Change } from '../../../../engine/model/run.ts';
import { formatBytes } from '../../../../engine/text/amounts.ts';
import { Button } from '../../../parts/Button.tsx';
import { PathName } from '../../../parts/PathName.tsx';
import { useAction } from '../../../state/use-reply.ts';
import { countsText, KIND_NAMES, TYPE_NAMES, WORDS, type Manner } from '../words.ts';

export interface ChangeDetailsProps {
  readonly manner: Manner;
  /** Its source. */
  readonly volume: string | undefined;
  /** Below the volume. `undefined`: nothing is chosen. */
  readonly path: string | undefined;
  readonly change: Change | undefined;
  readonly below?: Pick<FolderEntry, 'below' | 'bytesBelow'> | undefined;
}

/** All that is known of the one that is chosen, with room for its whole path. */
export function ChangeDetails({ manner, volume, path, change, below }: ChangeDetailsProps): ReactNode {
  const copy = useAction('app.copy');
  if (path === undefined || volume === undefined) return <p className="change-details">{WORDS.pickOne}</p>;
  const whole = path === '' ? volume : `${volume === '/' ? '' : volume}/${path}`;
  const facts = [
    change === undefined
      ? WORDS.folderUntouched
      : `${KIND_NAMES[manner][change.kind]}, ${TYPE_NAMES[change.type]}`,
    change !== undefined && change.type === 'file' ? formatBytes(change.bytes) : undefined,
    below && `${WORDS.inIt} ${countsText(below.below, manner)}, ${formatBytes(below.bytesBelow)}`,
    change !== undefined && change.itemized !== '' ? WORDS.itemized(change.itemized) : undefined,
  ];
  return (
    <div className="change-details">
      <div>
        <p className="selectable">
          <PathName path={whole} />
        </p>
        <small>{facts.filter((fact) => fact !== undefined).join(' · ')}</small>
      </div>
      <Button onPress={() => copy.run({ text: whole })}>{WORDS.copyPath}</Button>
    </div>
  );
}
