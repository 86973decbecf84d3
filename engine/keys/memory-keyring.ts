import { requireWord, type SecretStore } from './secret-store.ts';

/** A keyring that is gone with this process. */
export function memoryKeyring(): SecretStore {
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
