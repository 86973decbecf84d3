import type { ReactNode } from 'react';
import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { Button } from '../../parts/Button.tsx';
import { Check } from '../../parts/Check.tsx';
import { Field } from '../../parts/Field.tsx';
import { Pick } from '../../parts/Pick.tsx';
import type { VolumeErrors } from './check-entered.ts';
import type { EnteredVolume } from './entered.ts';
import { suggestedMapping } from './suggest.ts';
import { VOLUMES } from './words.ts';

export interface VolumeRowsProps {
  readonly local: readonly LocalVolume[];
  readonly volumes: readonly EnteredVolume[];
  /** One for each, in their order; empty before anybody wanted to go on. */
  readonly errors: readonly VolumeErrors[];
  readonly onChange: (volumes: readonly EnteredVolume[]) => void;
  /** The row that somebody types in: what is in it may be a disk's path by chance, on the way to a longer one. */
  readonly typedIn: number | undefined;
  readonly onTypedIn: (row: number | undefined) => void;
}

/** What this machine has, each to be copied or not. */
export function LocalRows({ local, volumes, errors, onChange, typedIn }: VolumeRowsProps): ReactNode {
  return (
    <div className="panel">
      {local.map((volume) => {
        const at = volumes.findIndex(({ source }, row) => source === volume.path && row !== typedIn);
        const chosen = volumes[at];
        return (
          <div className="row volume-row" key={volume.path}>
            <Check
              isOn={chosen !== undefined}
              label={VOLUMES.copy(printable(volume.name))}
              onChange={(isOn) =>
                onChange(
                  isOn ? [...volumes, suggestedMapping(volume)] : volumes.filter((_, each) => each !== at),
                )
              }
            >
              <bdi>{printable(volume.name)}</bdi>
              <small>
                <bdi>{printable(volume.path)}</bdi>
                {detailOf(volume)}
              </small>
            </Check>
            {chosen !== undefined && (
              <Field
                label={
                  <>
                    {VOLUMES.destination}
                    <span className="visually-hidden">: {printable(volume.name)}</span>
                  </>
                }
                value={chosen.destination}
                onChange={(destination) => onChange(replaced(volumes, at, { ...chosen, destination }))}
                error={errors[at]?.destination}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function detailOf({ usedBytes, isSystem }: LocalVolume): string {
  const used = usedBytes === undefined ? [] : [VOLUMES.used(formatBytes(usedBytes))];
  return [...used, ...(isSystem ? [VOLUMES.runsFrom] : [])].map((fact) => `, ${fact}`).join('');
}

/** Folders that somebody typed. */
export function OwnRows(props: VolumeRowsProps): ReactNode {
  const { local, volumes, errors, onChange, typedIn, onTypedIn } = props;
  return volumes.map((volume, at) => {
    if (at !== typedIn && local.some(({ path }) => path === volume.source)) return null;
    const change = (part: Partial<EnteredVolume>): void =>
      onChange(replaced(volumes, at, { ...volume, ...part }));
    return (
      <div
        className="panel own-row"
        role="group"
        aria-label={volume.source || VOLUMES.others}
        key={at}
        onFocus={() => onTypedIn(at)}
        onBlur={() => onTypedIn(undefined)}
      >
        <Field
          label={VOLUMES.source}
          value={volume.source}
          onChange={(source) =>
            change({ source, ...(volume.destination === volume.source && { destination: source }) })
          }
          error={errors[at]?.source}
          placeholder="/Users/Shared"
        />
        <Field
          label={VOLUMES.destination}
          value={volume.destination}
          onChange={(destination) => change({ destination })}
          error={errors[at]?.destination}
          placeholder="/Users/Shared"
        />
        <div className="own-end">
          <Pick
            label={VOLUMES.role}
            value={volume.role}
            options={[
              { value: 'data', title: VOLUMES.roles.data },
              { value: 'system', title: VOLUMES.roles.system },
            ]}
            onChange={(role) => change({ role: role === 'system' ? 'system' : 'data' })}
          />
          <Button
            aria-label={VOLUMES.remove(printable(volume.source))}
            onPress={() => {
              onTypedIn(undefined);
              onChange(volumes.filter((_, each) => each !== at));
            }}
          >
            {VOLUMES.removeShort}
          </Button>
        </div>
      </div>
    );
  });
}

function replaced(volumes: readonly EnteredVolume[], at: number, volume: EnteredVolume): EnteredVolume[] {
  return volumes.map((each, index) => (index === at ? volume : each));
}
