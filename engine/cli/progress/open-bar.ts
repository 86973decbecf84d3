import type { VolumePaths } from '../../text/volume-name.ts';
import type { Session } from '../session.ts';
import { ProgressBar } from './progress-bar.ts';

/** A bar on stderr; `undefined` where that is no terminal. `title` stands before what it says. */
export function openBar(
  { io, err }: Pick<Session, 'io' | 'err'>,
  volumes: readonly VolumePaths[],
  title?: string,
): ProgressBar | undefined {
  if (!io.terminal.stderr || io.env['TERM'] === 'dumb') return undefined;
  return new ProgressBar(
    (text) => {
      err.send(text);
    },
    io.columns,
    volumes,
    title,
  );
}
