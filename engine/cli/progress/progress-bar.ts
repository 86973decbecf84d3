import type { RunEventBody } from '../../api/events.ts';
import type { VolumeId } from '../../model/ids.ts';
import type { Phase } from '../../model/run.ts';
import { shortNameOf, type VolumePaths } from '../../text/volume-name.ts';
import { commandLabel } from '../../text/command-words.ts';
import { PHASE_WORDS } from '../../text/run-words.ts';
import { formatProgressLine, type ProgressState } from './progress-line.ts';

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_LINE = '\r\u001b[K';

/** One line of a terminal that is drawn over and over. The cursor comes back with `end`. */
export class ProgressBar {
  readonly #send: (text: string) => void;
  readonly #columns: () => number;
  readonly #volumes: readonly VolumePaths[];
  readonly #title: string | undefined;
  #state: ProgressState | undefined;
  #isDrawn = false;

  constructor(
    send: (text: string) => void,
    columns: () => number,
    volumes: readonly VolumePaths[],
    title?: string,
  ) {
    this.#send = send;
    this.#columns = columns;
    this.#volumes = volumes;
    this.#title = title;
  }

  take(event: RunEventBody): void {
    if (event.type === 'run.phase') {
      this.#state = {
        label: commandLabel(event) ?? this.#label(event.phase, event.volumeId),
        progress: undefined,
      };
      this.#draw();
    }
    if (event.type === 'run.progress') {
      this.#state = { label: this.#label(event.phase, event.volumeId), progress: event };
      this.#draw();
    }
  }

  /** Prints a line above the bar. */
  say(line: string): void {
    this.#send(`${this.#isDrawn ? CLEAR_LINE : ''}${line}\n`);
    if (this.#isDrawn) this.#draw();
  }

  end(): void {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    this.#send(CLEAR_LINE + SHOW_CURSOR);
  }

  #label(phase: Phase, volumeId: VolumeId | undefined): string {
    const volume = volumeId === undefined ? '' : shortNameOf(this.#volumes, volumeId);
    return volume === '' ? PHASE_WORDS[phase] : `${PHASE_WORDS[phase]} ${volume}`;
  }

  #draw(): void {
    if (this.#state === undefined) return;
    const start = this.#isDrawn ? CLEAR_LINE : HIDE_CURSOR + CLEAR_LINE;
    this.#isDrawn = true;
    const { label, progress } = this.#state;
    const titled = this.#title === undefined ? label : `${this.#title}: ${label}`;
    this.#send(start + formatProgressLine({ label: titled, progress }, this.#columns()));
  }
}
