import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io } from '../../../engine/cli/io.ts';
import { runCli } from '../../../engine/cli/run-cli.ts';
import type { HostConnection } from '../../../engine/index.ts';
import type { PairStatus } from '../../../engine/api/engine.ts';
import { PairId, VolumeId } from '../../../engine/model/ids.ts';
import { NO_FAILOVER_SETTINGS } from '../../../engine/model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED, type Pair } from '../../../engine/model/pair.ts';
import { noticeWords } from '../../../engine/text/alerts/notice-words.ts';
import { fakeAlerts, type FakeAlerts } from '../../fakes/fake-alerts.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { aWorld, fakeEngine, type FakeWorld } from '../../fakes/fake-engine.ts';

export const NOW = Date.parse('2026-11-23T09:16:00.000Z');
export const PIN = `SHA256:${'A'.repeat(43)}`;
export const OTHER_PIN = `SHA256:${'B'.repeat(43)}`;
export const USERS = VolumeId.parse('vol-users1');

export function aPair(fields: Partial<Pair> = {}): Pair {
  return {
    id: PairId.parse('pair-abcdefghij'),
    name: 'office',
    primary: { kind: 'local' },
    standby: { kind: 'ssh', user: 'root', host: 'spare.local', port: 22, hostKey: PIN },
    driver: 'local',
    volumes: [
      {
        id: USERS,
        source: '/Volumes/Users',
        destination: '/Volumes/Spare/Users',
        role: 'data',
        deletion: { kind: 'mirror', limit: { kind: 'default' } },
      },
    ],
    filters: { preset: 'none', excludes: [] },
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: '2026-11-20T10:00:00.000Z',
    ...fields,
  };
}

export function aStatus(fields: Partial<PairStatus> = {}): PairStatus {
  return {
    pair: aPair(),
    recoveryPoint: undefined,
    lastRun: undefined,
    lastVerify: undefined,
    running: undefined,
    ...fields,
  };
}

export interface Around {
  readonly world?: FakeWorld;
  readonly alerts?: FakeAlerts;
  readonly terminal?: boolean;
  readonly columns?: number;
  /** What is typed. */
  readonly typed?: string;
  readonly env?: Io['env'];
  readonly cwd?: string;
  readonly home?: string;
  readonly stdout?: Writable;
  readonly openEngine?: Io['openEngine'];
  readonly host?: HostConnection;
  /** One after the other, each time that a host is looked for; then `host`. */
  readonly hosts?: (HostConnection | undefined)[];
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly exits: readonly number[];
  readonly homes: readonly (string | undefined)[];
  /** How many still wait for a Ctrl-C. */
  readonly listening: number;
}

/** Set while a command runs: presses Ctrl-C. */
export interface Keyboard {
  press: () => void;
}

/** Runs one command line in a made-up world. */
export async function cli(argv: readonly string[], around: Around = {}, keyboard?: Keyboard): Promise<Ran> {
  const stdout = new Collected();
  const stderr = new Collected();
  const listeners = new Set<() => void>();
  const exits: number[] = [];
  const homes: (string | undefined)[] = [];
  const isTerminal = around.terminal ?? false;
  if (keyboard !== undefined)
    keyboard.press = () => {
      listeners.forEach((listener) => {
        listener();
      });
    };
  const engine = fakeEngine(around.world ?? aWorld());
  const alerts = around.alerts ?? fakeAlerts();
  const status = await runCli(argv, {
    stdin: around.typed === undefined ? new PassThrough().end() : Readable.from([around.typed]),
    stdout: around.stdout ?? stdout,
    stderr,
    terminal: { stdin: isTerminal, stdout: isTerminal, stderr: isTerminal },
    columns: () => around.columns ?? 100,
    env: around.env ?? {},
    cwd: around.cwd ?? '/home/anna',
    timeZone: 'UTC',
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    exitNow: (code) => {
      exits.push(code);
    },
    openEngine:
      around.openEngine ??
      ((home) => {
        homes.push(home);
        return Promise.resolve({
          engine,
          host: () => Promise.resolve(nextHost(around)),
          alerts,
          hostedAlerts: () => Promise.resolve(alerts),
          alertOptions: { secrets: fakeSecretStore(), words: noticeWords(() => NOW) },
          clock: { now: () => NOW },
          home: around.home ?? home ?? '/nowhere',
        });
      }),
  });
  return { status, stdout: stdout.text, stderr: stderr.text, exits, homes, listening: listeners.size };
}

function nextHost({ host, hosts = [] }: Around): HostConnection | undefined {
  return hosts.length === 0 ? host : hosts.shift();
}

export class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** A reader that takes some text and goes away, like `head`. */
export class GoneAfter extends Writable {
  readonly #limit: number;
  taken = 0;
  constructor(limit: number) {
    super({ highWaterMark: 1 });
    this.#limit = limit;
  }
  override _write(chunk: Buffer | string, _encoding: string, done: (error?: Error) => void): void {
    this.taken += chunk.length;
    if (this.taken <= this.#limit) done();
    else done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  }
}

export function jsonLines(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
