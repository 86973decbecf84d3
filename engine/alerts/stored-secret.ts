import { EngineError } from '../model/problem.ts';
import { Secret } from '../model/secret.ts';
import type { AlertPorts } from './ports.ts';

/** Runs `use` with a secret of the keyring, and lets go of it. Rejects with `alert.no-secret` and as the keyring does. */
export async function withStoredSecret<T>(
  { secrets }: Pick<AlertPorts, 'secrets'>,
  account: string | undefined,
  what: 'mail' | 'webhook',
  use: (secret: Secret | undefined) => Promise<T>,
): Promise<T> {
  if (account === undefined) return use(undefined);
  const value = await secrets.get(account);
  if (value === undefined) throw EngineError.of('alert.no-secret', { found: what });
  const secret = new Secret(value);
  try {
    return await use(secret);
  } finally {
    secret.forget();
  }
}
