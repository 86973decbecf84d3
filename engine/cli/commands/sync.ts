import type { Pair } from '../../model/pair.ts';
import { PlanId } from '../../model/ids.ts';
import { printable } from '../../model/path-text.ts';
import type { RunRecord } from '../../model/run.ts';
import { EngineError } from '../../model/problem.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { withInterrupt } from '../interrupt.ts';
import { printPreview, sampleChanges } from '../print/preview.ts';
import { runWithProgress } from '../run-with-progress.ts';
import { hostedEngine } from '../hosted-engine.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';

export interface SyncOptions {
  readonly preview?: boolean;
  readonly approve?: string;
  readonly checksum?: boolean;
  readonly detach?: boolean;
}

export async function sync(session: Session, name: string, options: SyncOptions): Promise<ExitStatus> {
  const mode = options.preview === true ? 'preview' : 'sync';
  const contents = options.checksum === true ? { contents: true as const } : {};
  const approve = options.approve === undefined ? {} : { approve: parsePlanId(options.approve) };
  if (options.detach === true) return begin(session, name, { mode, ...contents, ...approve });
  const engine = await hostedEngine(session);
  const status = await runWithProgress(session, name, {
    run: (hooks) => engine.sync(name, { mode, ...contents, ...approve, ...hooks }),
    ...(mode === 'preview' ? { after: (record, pair) => showPreview(session, record, pair) } : {}),
  });
  const isCopied = status === EXIT.done || status === EXIT.partial;
  // A host does so itself.
  if (mode === 'sync' && isCopied && engine === session.engine) await keepReady(session, name);
  return status;
}

/** That it could not be done is shown by the pair's readiness: the sync is done all the same. */
async function keepReady(session: Session, name: string): Promise<void> {
  try {
    await withInterrupt(session, (signal) => session.engine.failover.keepReady(name, { signal }), {
      first: () => undefined,
      second: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

/** The host goes on with it. */
async function begin(
  { engine, host, json, out }: Session,
  name: string,
  start: { readonly mode: 'sync' | 'preview'; readonly contents?: true; readonly approve?: PlanId },
): Promise<ExitStatus> {
  const pair = await engine.pairs.get(name);
  const connection = await host();
  if (connection === undefined) throw EngineError.of('host.none', {});
  const runId = await connection.ask('run.start', { pairId: pair.id, ...start });
  if (json) await out.json({ type: 'run.detached', runId });
  else await out.line(`Begun: ${command('history', '--run', runId)} shows how it ended.`);
  return EXIT.done;
}

function parsePlanId(text: string): PlanId {
  const plan = PlanId.safeParse(text);
  if (plan.success) return plan.data;
  throw new UsageError(
    `--approve is "${printable(text)}", and must be the id that a held run shows, like plan-0123456789ab`,
  );
}

export async function showPreview(session: Session, record: RunRecord, pair: Pair): Promise<void> {
  if (record.outcome !== 'succeeded' && record.outcome !== 'held' && record.outcome !== 'partial') return;
  const sample = await sampleChanges(session.engine.history.changes(record.id));
  const next = record.outcome === 'held' ? undefined : { pairName: pair.name };
  await session.out.line(printPreview(sample, pair.volumes, next));
}
