import { requireWord, type SecretStore } from './secret-store.ts';

/** For keys that go with their process, as the demo's do: nothing is kept. */
export function memoryStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: async (account) => {
      requireWord('the account', account);
      return secrets.get(account);
    },
    set: async (account, secret) => {
      requireWord('the account', account);
      requireWord('the text', secret);
      secrets.set(account, secret);
    },
    delete: async (account) => {
      requireWord('the account', account);
      secrets.delete(account);
    },
  };
}
