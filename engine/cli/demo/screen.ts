import type { RunEvent } from '../../api/events.ts';
import type { Pair } from '../../model/pair.ts';
import type { Facts, Step } from './stage.ts';
import type { TreeSize } from './walk.ts';

/** Where the demo is shown. */
export interface Screen {
  readonly open: () => Promise<void>;
  /** Once the primary is made. */
  readonly introduce: (opening: Opening) => Promise<void>;
  readonly begin: (step: Step, number: number) => Promise<void>;
  /** The command that does on one's own machines what is done now. */
  readonly command: (text: string) => Promise<void>;
  /** Something that was just shown to be so. */
  readonly claim: (text: string) => Promise<void>;
  /** A sentence of the command line. */
  readonly say: (text: string) => Promise<void>;
  /** What the command line prints, in lines of its own. */
  readonly print: (text: string) => Promise<void>;
  /** Undefined where a bar that is drawn over and over makes no sense. */
  readonly progress: (pair: Pair) => Progress | undefined;
  readonly end: (step: Step, number: number, shown: { facts: Facts; tookMs: number }) => Promise<void>;
  readonly fail: (step: Pick<Step, 'id' | 'title'>, number: number, message: string) => Promise<void>;
  readonly close: (ending: Ending) => Promise<void>;
}

export interface Opening {
  readonly folder: string;
  readonly primary: TreeSize;
}

export interface Progress {
  readonly take: (event: RunEvent) => void;
  readonly end: () => void;
}

export interface Ending {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly tookMs: number;
  readonly steps: number;
  /** The folder, when it is still there. */
  readonly left: string | undefined;
  /** Why it is still there, when nobody asked for that. */
  readonly leftBecause: string | undefined;
}
