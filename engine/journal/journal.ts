import type { ChangeRound, ChangeSource, WholeReason, WhyWhole } from '../model/changed-paths.ts';
import type { VolumeId } from '../model/ids.ts';
import type { CoveredTo, JournalPlace } from '../model/journal-place.ts';
import type { PathText } from '../model/path-text.ts';
import type { Clock } from '../platform/clock.ts';
import type { Settling } from './dirty-paths.ts';
import { FollowedVolume } from './followed-volume.ts';
import { JournalRound } from './journal-round.ts';
import type { OpenWatch } from './volume-watch.ts';

export interface JournalPorts {
  readonly clock: Clock;
  readonly openWatch: OpenWatch;
  /** `dueAt` and `whyWhole` may say something else now. */
  readonly onChange: () => void;
  /** Why a folder cannot be followed. */
  readonly onProblem: (error: unknown) => void;
  /** What outlives this process; none: nothing does. */
  readonly places?: PlacesOf;
}

/** Up to where the copies of one pair's volumes have everything. */
export interface PlacesOf {
  readonly read: (key: string) => Promise<JournalPlace['volumes']>;
  /** Returns at once. */
  readonly keep: (place: JournalPlace) => void;
}

/** What changed in the volumes of a pair since the standby had everything. */
export class Journal implements ChangeSource {
  readonly key: string;
  readonly #volumes: readonly FollowedVolume[];
  readonly #settling: Settling;
  readonly #clock: Clock;
  readonly #places: PlacesOf | undefined;
  #covered: JournalPlace['volumes'] = {};

  constructor(
    key: string,
    volumes: readonly { readonly id: VolumeId; readonly source: PathText }[],
    settling: Settling,
    ports: JournalPorts,
  ) {
    this.key = key;
    this.#settling = settling;
    this.#clock = ports.clock;
    this.#places = ports.places;
    this.#volumes = volumes.map((volume) => {
      const onCovered = (to: CoveredTo | undefined): void => {
        const { [volume.id]: _before, ...others } = this.#covered;
        this.#covered = to === undefined ? others : { ...others, [volume.id]: to };
        this.#places?.keep({ key, volumes: this.#covered });
      };
      return new FollowedVolume(volume, { ...ports, onCovered });
    });
  }

  /**
   * Follows every volume from here on, or from where the last journal of it was. Never rejects: what cannot be followed has to be gone
   * through.
   */
  async open(): Promise<void> {
    this.#covered = (await this.#places?.read(this.key)) ?? {};
    await Promise.all(this.#volumes.map((volume) => volume.open(this.#covered[volume.id])));
  }

  /** When something will have settled, by the clock that nobody sets; `undefined`: nothing has changed. */
  dueAt(): number | undefined {
    const due = this.#volumes.flatMap(({ dirty }) => dirty.dueAt(this.#settling) ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Why only a pass over everything brings the standby up to date; `undefined`: what is known to have changed is all. */
  whyWhole(): WholeReason | undefined {
    return this.#volumes.find(({ why }) => why !== undefined)?.why;
  }

  /** How many paths wait to be copied. */
  get waiting(): number {
    return this.#volumes.reduce((sum, { dirty }) => sum + dirty.size, 0);
  }

  async begin(asked?: WhyWhole): Promise<ChangeRound> {
    for (const volume of this.#volumes) await volume.open();
    const asOf = this.#clock.now();
    await Promise.all(this.#volumes.map((volume) => volume.settle()));
    const why = this.whyWhole();
    const whole = why === undefined ? asked : { why };
    const scope =
      whole === undefined ? ({ kind: 'changed' } as const) : ({ kind: 'whole', ...whole } as const);
    return new JournalRound(this.#volumes, scope, asOf, this.#clock, this.#settling);
  }

  async close(): Promise<void> {
    await Promise.all(this.#volumes.map((volume) => volume.close()));
  }
}
