import { expect } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { signIn, type SignInOptions } from '../../../engine/ssh/sign-in.ts';
import { holds } from '../../lab/setup/leaks.ts';

export const PASSWORD = 'the one password é';
export const nothing = (): void => undefined;

/** Who got in, or the problem and what it says. */
export async function outcomeOf(
  endpoint: SshEndpoint,
  options: SignInOptions = { timeoutMs: 10_000 },
): Promise<unknown> {
  try {
    const signedIn = await signIn(endpoint, { kind: 'password', password: new Secret(PASSWORD) }, options);
    await signedIn.close();
    return signedIn.user;
  } catch (error) {
    expect(holds(error, [PASSWORD])).toBe(false);
    if (!(error instanceof EngineError)) throw error;
    const { text, output } = error.problem.details;
    return [error.problem.code, output ?? text];
  }
}
