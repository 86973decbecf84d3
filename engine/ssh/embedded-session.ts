import type { ServerChannel, Session } from 'ssh2';
import {
  runCommand,
  type CommandPlace,
  type EmbeddedCommand,
  type RunningCommand,
} from './embedded-command.ts';

/**
 * Runs the one command of a session: what is asked for, or what the key forces, also where a shell is asked for (do_exec in
 * OpenSSH's session.c). A shell without that is refused. Each of the sets holds the command for as long as it runs.
 */
export function serveSession(
  session: Session,
  place: CommandPlace,
  forced: string | undefined,
  sets: readonly Set<RunningCommand>[],
): void {
  let hasBegun = false;
  const begin = (
    accept: () => ServerChannel,
    reject: () => void,
    command: EmbeddedCommand | undefined,
  ): void => {
    if (hasBegun || command === undefined) {
      reject();
      return;
    }
    hasBegun = true;
    const running = runCommand(accept(), command, place);
    for (const set of sets) set.add(running);
    void running.ended.then(() => {
      for (const set of sets) set.delete(running);
    });
  };
  session.on('error', () => undefined);
  session.on('exec', (accept, reject, { command: asked }) => {
    const command = forced === undefined ? { line: asked } : { line: forced, original: asked };
    begin(accept, reject, asked.includes('\0') ? undefined : command);
  });
  session.on('shell', (accept, reject) => {
    begin(accept, reject, forced === undefined ? undefined : { line: forced });
  });
}
