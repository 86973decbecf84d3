import { randomBytes } from 'node:crypto';
import { GUARD_VERSION } from '../../keys/guard-script.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import { pathTextToBytes } from '../../model/path-text.ts';
import { EngineError } from '../../model/problem.ts';
import type { ShellResult } from '../../model/shell.ts';
import { runProcess } from '../../platform/run-process.ts';
import { parsePlaceChecks } from '../../platform/parse-probe.ts';
import { startAgent } from '../../ssh/agent.ts';
import type { SigningKey } from '../../ssh/private-key.ts';
import { runBySsh } from '../../ssh/shell.ts';
import { digestsOf } from '../commands.ts';
import type { Route } from './host-key-step.ts';
import { signalOf, type SetupRun } from './setup-run.ts';

/** Says something to the guard over a fresh connection. */
type Say = (...words: readonly string[]) => Promise<ShellResult>;

/**
 * A fresh connection with this key alone, by the ssh client that copies too. On the standby the guard answers, it is of this
 * version and pair, and knows every destination; the primary is root's. Returns the answer; throws `setup.not-proved`, or what keeps the machine from being reached.
 */
export async function proveKey(run: SetupRun, { endpoint, client }: Route, key: SigningKey): Promise<string> {
  const agent = await startAgent({ keys: [key] });
  const options = { ...client, agentSocket: agent.socketPath, runProcess };
  const limits = { timeoutMs: run.engine.patience.answerSeconds * 1000, ...signalOf(run) };
  try {
    if (run.side === 'primary')
      return await askAccount(run, await runBySsh(endpoint, options, 'id -u', limits));
    const say: Say = (...words) => runBySsh(endpoint, options, ['warmspare', ...words].join(' '), limits);
    const answer = await askVersion(run, say);
    await askDestinations(run, say);
    await askCommands(run, say);
    return answer;
  } catch (error) {
    if (!(error instanceof EngineError) || error.problem.code !== 'endpoint.auth-failed') throw error;
    const { output = '' } = error.problem.details;
    throw notProved(run, 'the key is not let in', output);
  } finally {
    await agent.close();
  }
}

/** A login script may print something before it. */
async function askAccount(run: SetupRun, { stdout, stderr }: ShellResult): Promise<string> {
  const text = Buffer.from(stdout).toString('latin1');
  const { uid, user } = run.engine.keyAccount;
  if (new RegExp(`^${String(uid)}$`, 'm').test(text)) return `${user} answers`;
  throw notProved(run, `the key lets in, but not as ${user}`, stderr || text);
}

async function askVersion(run: SetupRun, say: Say): Promise<string> {
  const { stdout, stderr } = await say('version');
  const text = Buffer.from(stdout).toString('latin1');
  // warmspare guard 5 pair-0123456789
  const [answer, version, pair] = /^warmspare guard (\d+) (\S+)$/m.exec(text) ?? [];
  if (answer === undefined) throw notProved(run, 'the guard does not answer', stderr || text);
  if (version !== String(GUARD_VERSION) || pair !== run.pair.id)
    throw notProved(run, 'another guard answers', answer);
  return answer;
}

async function askDestinations(run: SetupRun, say: Say): Promise<void> {
  const nonce = randomBytes(12).toString('hex');
  const paths = run.pair.volumes.map(({ destination }) => destination);
  const { stdout, stderr } = await say('probe', ...[nonce, 'check', ...paths].map(hex));
  if (!parsePlaceChecks(stdout, { nonce, paths }).ok)
    throw notProved(run, 'the guard does not know the destinations', stderr);
}

async function askCommands(run: SetupRun, say: Say): Promise<void> {
  const digests = digestsOf(run.pair.commands, 'standby');
  if (digests.length === 0) return;
  const { code, stderr } = await say('has', ...['0', ...digests].map(hex));
  if (code !== 0) throw notProved(run, 'the guard does not know the commands', stderr);
}

/** As the guard's verbs take their arguments. */
function hex(text: string): string {
  return Buffer.from(pathTextToBytes(text)).toString('hex');
}

function notProved(run: SetupRun, text: string, output: string): EngineError {
  const endpoint = formatEndpoint(run.machine);
  return EngineError.of('setup.not-proved', { endpoint, text, output: output.slice(-4000) });
}
