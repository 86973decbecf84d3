import { randomBytes } from 'node:crypto';
import { formatEndpoint } from '../model/endpoint.ts';
import type { IssuedRunbook } from '../model/issued-runbook.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import type { RunbookReport } from '../api/failover.ts';
import {
  deliverArguments,
  DELIVER_SCRIPT,
  parseDelivered,
  type Delivered,
} from '../platform/deliver-script.ts';
import type { EngineContext } from '../run/context.ts';
import { openAgent, openSide, type End } from '../run/ends.ts';
import { runbookHtml } from '../text/runbook/html.ts';
import { runbookText } from '../text/runbook/plain-text.ts';

type Reach = Pick<EngineContext, 'home' | 'patience' | 'keys' | 'secrets' | 'clock'>;

export interface DeliverOptions {
  /** Another folder on the standby than its system's; no guard takes one. */
  readonly folder: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Brings the runbook to the standby, to be read there without the app. Throws `endpoint.*`, `setup.outdated`, `runbook.undelivered`. */
export async function deliverRunbook(
  engine: Reach,
  pair: Pair,
  { runbook, changes, isChanged }: RunbookReport,
  before: IssuedRunbook | undefined,
  { folder, signal }: DeliverOptions,
): Promise<IssuedRunbook> {
  const agent = await openAgent(pair, engine);
  let end: End | undefined;
  try {
    await agent?.openKeys();
    end = await openSide(pair, 'standby', engine, agent, signal);
    const told = [
      ...(await deliver(end, pair, 'html', runbookHtml(runbook, { changes }), folder, signal)),
      ...(await deliver(end, pair, 'txt', runbookText(runbook, { changes }), folder, signal)),
    ];
    const paths = told.filter(({ state }) => state !== 'skipped').map(({ path }) => path);
    if (paths.length === 0) throw undelivered(end, told);
    const deliveredAt = new Date(engine.clock.now()).toISOString();
    const changedAt = isChanged || before === undefined ? runbook.writtenAt : before.changedAt;
    return { deliveredAt, paths, changes: [...changes], changedAt, runbook };
  } finally {
    await end?.close();
    await agent?.close();
  }
}

async function deliver(
  end: End,
  pair: Pair,
  kind: 'html' | 'txt',
  text: string,
  folder: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Delivered[]> {
  const nonce = randomBytes(8).toString('hex');
  const stdin = Buffer.from(text);
  const delivery = { pairId: pair.id, name: `Failover of ${pair.name}`, kind, bytes: stdin.length };
  const isOthers = folder !== undefined && !end.isGuarded;
  const args = deliverArguments(nonce, isOthers ? { ...delivery, folder } : delivery);
  const timeoutMs = end.patience.answerSeconds * 1000;
  const { stdout, stderr } = await end.shell.run(DELIVER_SCRIPT, args, {
    stdin,
    timeoutMs,
    ...(signal && { signal }),
  });
  const told = parseDelivered(stdout, nonce);
  if (told.ok) return told.value;
  throw EngineError.of('endpoint.garbled', {
    endpoint: nameOf(end),
    text: told.error,
    output: stderr.slice(-1000),
  });
}

function undelivered(end: End, told: readonly Delivered[]): EngineError {
  const [first] = told;
  return EngineError.of('runbook.undelivered', {
    endpoint: nameOf(end),
    ...(first !== undefined && { path: first.path, text: first.reason }),
  });
}

function nameOf(end: End): string {
  return end.kind === 'local' ? 'local' : formatEndpoint(end.endpoint);
}
