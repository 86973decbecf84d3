import type { ExitStatus } from '../exit-status.ts';
import { runWithProgress } from '../run-with-progress.ts';
import { hostedEngine } from '../hosted-engine.ts';
import type { Session } from '../session.ts';

export const DEFAULT_SAMPLE = 1000;

export async function verify(
  session: Session,
  name: string,
  options: { readonly sample?: number; readonly full?: boolean },
): Promise<ExitStatus> {
  const scope =
    options.full === true
      ? { kind: 'full' as const }
      : { kind: 'sample' as const, files: options.sample ?? DEFAULT_SAMPLE };
  const engine = await hostedEngine(session);
  return runWithProgress(session, name, {
    run: (hooks) => engine.verify(name, { scope, ...hooks }),
  });
}
