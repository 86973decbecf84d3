import type { Engine } from '../api/engine.ts';
import type { Clock, Io, OpenedEngine } from './io.ts';
import type { Output } from './output.ts';
import type { PrintContext } from './print/context.ts';

/** One invocation of one command. */
export interface Session extends Pick<OpenedEngine, 'alerts' | 'hostedAlerts' | 'alertOptions'> {
  readonly io: Io;
  readonly engine: Engine;
  readonly host: OpenedEngine['host'];
  readonly clock: Clock;
  /** Absolute path of the data folder. */
  readonly home: string;
  readonly out: Output;
  readonly err: Output;
  readonly json: boolean;
  /** How to print now: time, width, colour. */
  readonly print: () => PrintContext;
}
