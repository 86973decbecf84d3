import type { Readable, Writable } from 'node:stream';
import type { Alerts } from '../api/alerts.ts';
import type { Engine } from '../api/engine.ts';
import type { AlertOptions, HostConnection } from '../index.ts';

/** Milliseconds since 1970, UTC. */
export interface Clock {
  readonly now: () => number;
}

/** The engine over one data folder, and what only its platform knows. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Absolute path of the data folder. */
  readonly home: string;
  /** The process that keeps the data folder's pairs; `undefined`: there is none. */
  readonly host: () => Promise<HostConnection | undefined>;
  readonly alerts: Alerts;
  /** The alerts whose tests the host sends, and whose queue it tells, where there is a host. */
  readonly hostedAlerts: () => Promise<Alerts>;
  /** What a host sends alerts with. */
  readonly alertOptions: AlertOptions;
}

/** Everything that the command line touches outside itself. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Which of the three are a terminal. */
  readonly terminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Width of the terminal, asked anew at each drawing. */
  readonly columns: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** An IANA name; without one, the machine's own. */
  readonly timeZone?: string;
  /** Calls the listener at each Ctrl-C, SIGTERM or hang-up, until the returned function is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Ends the process here and now. */
  readonly exitNow: (status: number) => void;
  /** Without a folder: the platform's own place for application data. */
  readonly openEngine: (home: string | undefined) => Promise<OpenedEngine>;
}
