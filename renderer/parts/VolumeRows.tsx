import { useState, type ReactNode } from 'react';
import { printable } from '../../engine/model/path-text.ts';
import { shortNameOf } from '../../engine/text/volume-name.ts';
import { capitalised } from '../../engine/text/words.ts';
import { VOLUME_MARKS, worstVolumes, type VolumeGlance } from '../state/volume-glances.ts';
import { VOLUME_STATE_WORDS, VOLUME_WORDS } from '../text/volume-words.ts';
import { Button } from './Button.tsx';
import { Mark } from './Mark.tsx';
import { Time } from './Time.tsx';
import './volume-rows.css';

/** A pair's volumes with their states and times; of many, the worst until all are wanted. */
export function VolumeRows({
  glances,
  most,
}: {
  readonly glances: readonly VolumeGlance[];
  readonly most: number;
}): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? glances : worstVolumes(glances, most);
  const volumes = glances.map(({ volume }) => volume);
  return (
    <>
      <ul className="volume-rows" aria-label={VOLUME_WORDS.title}>
        {shown.map(({ volume: { id, source, destination }, state, copiedAt }) => (
          <li className="row" key={id}>
            <Mark state={VOLUME_MARKS[state]} label={VOLUME_STATE_WORDS[state]} />
            <div className="what">
              <bdi title={printable(source)}>{shortNameOf(volumes, id)}</bdi>
              <small title={printable(destination)}>
                {state === 'done' ? (
                  <bdi>{VOLUME_WORDS.to(printable(destination))}</bdi>
                ) : (
                  capitalised(VOLUME_STATE_WORDS[state])
                )}
              </small>
            </div>
            <div className="end">{copiedAt === undefined ? VOLUME_WORDS.never : <Time at={copiedAt} />}</div>
          </li>
        ))}
      </ul>
      {glances.length > most && (
        <div className="row">
          <Button kind="plain" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {isWhole ? VOLUME_WORDS.showFewer : VOLUME_WORDS.showAll(glances.length)}
          </Button>
        </div>
      )}
    </>
  );
}
