import type { SecretStore } from '../../index.ts';

/** Instead of a keyring: the passphrases of the demo's keys are gone with its process, as the keys are with its folder. */
export function memorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: (account) => Promise.resolve(secrets.get(account)),
    set: (account, secret) => {
      secrets.set(account, secret);
      return Promise.resolve();
    },
    delete: (account) => {
      secrets.delete(account);
      return Promise.resolve();
    },
  };
}
