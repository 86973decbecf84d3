import { requireWord, type SecretStore } from '../../engine/keys/secret-store.ts';
import { EngineError, type ProblemCode } from '../../engine/model/problem.ts';

export interface FakeSecretStore extends SecretStore {
  /** What it holds, for assertions. */
  readonly secrets: ReadonlyMap<string, string>;
  /** From now on every call rejects so; `undefined`: it works again. */
  readonly failWith: (code: ProblemCode | undefined) => void;
}

/** A keyring in memory. */
export function fakeSecretStore(): FakeSecretStore {
  const secrets = new Map<string, string>();
  let failure: ProblemCode | undefined;
  const requireOpen = (): void => {
    if (failure !== undefined) throw EngineError.of(failure, { text: 'as the test wishes' });
  };
  return {
    secrets,
    failWith: (code) => {
      failure = code;
    },
    get: async (account) => {
      requireWord('the account', account);
      requireOpen();
      return secrets.get(account);
    },
    set: async (account, secret) => {
      requireWord('the account', account);
      requireWord('the text', secret);
      requireOpen();
      secrets.set(account, secret);
    },
    delete: async (account) => {
      requireWord('the account', account);
      requireOpen();
      secrets.delete(account);
    },
  };
}
