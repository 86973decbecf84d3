import type { ExitStatus } from '../exit-status.ts';
import { runWithProgress } from '../run-with-progress.ts';
import type { Session } from '../session.ts';

export const DEFAULT_SAMPLE = 1000;

export function verify(
  session: Session,
  name: string,
  options: { readonly sample?: number; readonly full?: boolean },
): Promise<ExitStatus> {
  const scope =
    options.full === true
      ? { kind: 'full' as const }
      : { kind: 'sample' as const, files: options.sample ?? DEFAULT_SAMPLE };
  return runWithProgress(session, name, {
    run: (hooks) => session.engine.verify(name, { scope, ...hooks }),
  });
}
