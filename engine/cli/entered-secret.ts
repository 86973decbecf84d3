import { Secret } from '../model/secret.ts';
import { askHidden, canAsk } from './ask.ts';
import { readSecrets } from './password-input.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

export interface SecretQuestion {
  /** `--password-stdin`, and whether it was given. */
  readonly option: string;
  readonly fromStdin: boolean;
  /** `The mail password of anna` */
  readonly what: string;
}

/** From a pipe, or from a person on the terminal, without echo. Never from an argument: others see those. */
export async function enterSecret(
  session: Session,
  { option, fromStdin, what }: SecretQuestion,
): Promise<Secret> {
  if (fromStdin) {
    const [first] = await readSecrets(session, option, 1);
    if (first !== undefined) return first;
  }
  if (!canAsk(session))
    throw new UsageError(`nobody can be asked here: give ${uncapital(what)} with ${option}`);
  const text = await askHidden(session, `${what}: `);
  if (text === undefined || text === '') throw new UsageError(`${what} is needed, and nothing was entered`);
  return new Secret(text);
}

function uncapital(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
