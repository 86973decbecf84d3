import {
  spawn,
  type ChildProcess,
  type ChildProcessWithoutNullStreams as PipedChild,
} from 'node:child_process';
import type { ServerChannel } from 'ssh2';
import { sendOutput } from './embedded-output.ts';

/** Where the commands of an embedded server run. */
export interface CommandPlace {
  /** Their HOME and working directory. */
  readonly folder: string;
  readonly user: string;
}

/** What to run for a client. */
export interface EmbeddedCommand {
  readonly line: string;
  /** What the client asked for, where its key forces another command. */
  readonly original?: string;
}

/** A command under way. */
export interface RunningCommand {
  /** Resolves when it and what it left behind in its process group are gone. */
  readonly ended: Promise<void>;
  /** SIGTERM to its process group, and SIGKILL two seconds later. */
  readonly stop: () => void;
  /** SIGKILL at once; for a process that is about to end. */
  readonly kill: () => void;
}

const GRACE_MS = 2000;

/** What sshd would give, and nothing of this process's own environment but the search path. */
function environment({ folder, user }: CommandPlace, { original }: EmbeddedCommand): Record<string, string> {
  const path = process.env['PATH'] ?? '/usr/bin:/bin:/usr/sbin:/sbin';
  const asked = original === undefined ? {} : { SSH_ORIGINAL_COMMAND: original };
  return { PATH: path, HOME: folder, USER: user, LOGNAME: user, SHELL: '/bin/sh', ...asked };
}

/** Runs `/bin/sh -c LINE` over a channel: its stdio is piped both ways at the slower one's pace, its end is reported. */
export function runCommand(
  channel: ServerChannel,
  command: EmbeddedCommand,
  place: CommandPlace,
): RunningCommand {
  const child = spawn('/bin/sh', ['-c', command.line], {
    cwd: place.folder,
    env: environment(place, command),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (!isRunning(child) || grace !== undefined) return;
    signalGroup(child, 'SIGTERM');
    grace = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, GRACE_MS);
  };
  channel.on('error', () => undefined).once('close', stop);
  channel.stderr.on('error', () => undefined);
  channel.pipe(child.stdin);
  // A command may end without reading what it is sent; what follows is thrown away, so that the client's own end is seen.
  child.stdin.on('error', () => undefined).once('close', () => channel.resume());
  const sent = sendOutput(channel, child.stdout, child.stderr);
  const ended = report(child, channel, sent).finally(() => {
    clearTimeout(grace);
  });
  return { ended, stop, kill: () => isRunning(child) && signalGroup(child, 'SIGKILL') };
}

/** Waits for the end and for all output before it, and tells the client. */
async function report(child: PipedChild, channel: ServerChannel, sent: Promise<void>): Promise<void> {
  const [code, signal] = await exitOf(child);
  // What it left in the background goes with it.
  signalGroup(child, 'SIGKILL');
  await sent;
  if (code === null) channel.exit(nameOf(signal));
  else channel.exit(code);
  channel.end();
}

function exitOf(child: PipedChild): Promise<readonly [number | null, NodeJS.Signals | null]> {
  return new Promise((resolve) => {
    // It never started: as a shell that does not find its command.
    child.once('error', () => {
      resolve([127, null]);
    });
    child.once('exit', (code, signal) => {
      resolve([code, signal]);
    });
  });
}

/** RFC 4254, 6.10: without SIG. */
function nameOf(signal: NodeJS.Signals | null): string {
  return (signal ?? 'SIGTERM').replace(/^SIG/, '');
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
