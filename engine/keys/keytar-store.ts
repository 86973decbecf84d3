import { EngineError, type ProblemCode } from '../model/problem.ts';
import { requireWord, type SecretStore } from './secret-store.ts';

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

/** What the app's secrets stand under in Keychain Access and in Seahorse. */
export const KEYRING_SERVICE = 'Warmspare';

const CHECK_ACCOUNT = 'keyring check';

/**
 * The system's keyring: Keychain, or a secret service on Linux. keytar is loaded with the first call, so that everything
 * else works where its library is missing. Its findCredentials is never used: with a locked keyring it ends the process
 * (keytar 7.10, keytar_posix.cc reads a secret that is not there).
 */
export function keytarStore(
  service = KEYRING_SERVICE,
  load: () => Promise<Keytar> = loadKeytar,
): SecretStore {
  const use = async <T>(ask: (keytar: Keytar) => Promise<T>): Promise<T> => {
    const keytar = await load().catch((error: unknown) => {
      throw problemOf('keyring.unavailable', error);
    });
    try {
      return await ask(keytar);
    } catch (error) {
      throw problemOf(codeOf(error), error);
    }
  };
  // libsecret answers "none" for a locked keyring that it cannot unlock. Only writing tells the two apart.
  const requireOpen = (keytar: Keytar): Promise<unknown> =>
    keytar
      .setPassword(service, CHECK_ACCOUNT, 'open')
      .then(() => keytar.deletePassword(service, CHECK_ACCOUNT));
  return {
    get: async (account) => {
      requireWord('the account', account);
      return use(async (keytar) => {
        const secret = await keytar.getPassword(service, account);
        if (secret !== null) return secret;
        await requireOpen(keytar);
        return undefined;
      });
    },
    set: async (account, secret) => {
      requireWord('the account', account);
      requireWord('the text', secret);
      await use((keytar) => keytar.setPassword(service, account, secret));
    },
    delete: async (account) => {
      requireWord('the account', account);
      await use(async (keytar) => {
        if (!(await keytar.deletePassword(service, account))) await requireOpen(keytar);
      });
    },
  };
}

async function loadKeytar(): Promise<Keytar> {
  return (await import('keytar')).default;
}

/**
 * keytar hands on the words of SecCopyErrorMessageString (macOS) or of GLib (Linux) and no number. On a Mac that speaks
 * another language they may be others; then it is `keyring.unavailable` with those words.
 */
function codeOf(error: unknown): ProblemCode {
  const words = error instanceof Error ? error.message : String(error);
  // Cannot create an item in a locked collection      User interaction is not allowed. (errSecInteractionNotAllowed)
  if (/\block(ed)?\b|interaction is not allowed|dark wake/i.test(words)) return 'keyring.locked';
  // User canceled the operation.   The user name or passphrase you entered is not correct.   A required entitlement isn't present.
  if (/cancell?ed|dismissed|denied|not correct|entitlement|not authorized|write permissions/i.test(words))
    return 'keyring.denied';
  return 'keyring.unavailable';
}

function problemOf(code: ProblemCode, error: unknown): EngineError {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return EngineError.of(code, { text }, 'person', error);
}
