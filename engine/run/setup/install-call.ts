import { randomBytes } from 'node:crypto';
import type { InstallCall } from '../../keys/install-arguments.ts';
import type { InstallError } from '../../keys/install-answers.ts';
import { installScriptFor } from '../../keys/install-script.ts';
import { EngineError } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import type { RootSession } from './root-session.ts';

/** Runs one verb of the install script. */
export async function callInstaller<T>(
  { shell, account }: Pick<RootSession, 'shell' | 'account'>,
  call: (nonce: string) => InstallCall,
  parse: (stdout: Uint8Array, nonce: string) => Result<T, InstallError>,
): Promise<Result<T, InstallError>> {
  const nonce = randomBytes(12).toString('hex');
  const { args, stdin } = call(nonce);
  const { stdout } = await shell.run(installScriptFor(account), args, { stdin });
  return parse(stdout, nonce);
}

/** `path`: where a fault without a place of its own came up. */
export function installProblem(error: InstallError, path: string): EngineError {
  if (error.kind === 'garbled') return EngineError.of('setup.install-refused', { found: error.kind, path });
  const text = error.text === '' ? {} : { text: error.text };
  return EngineError.of('setup.install-refused', { found: error.kind, path: error.path || path, ...text });
}
