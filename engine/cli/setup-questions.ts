import type { SetupQuestions, SignInAnswer, SignInQuestion } from '../api/setup.ts';
import { printable } from '../model/path-text.ts';
import { Secret } from '../model/secret.ts';
import { askHidden, askText, askYesNo, canAsk } from './ask.ts';
import { jsonText } from './output.ts';
import { readPasswords } from './password-input.ts';
import { printHostKey, printSshdChange } from './print/setup-question.ts';
import { printProblem } from './print/problem.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** How a person said beforehand that questions are to be answered. */
export interface AnswerOptions {
  readonly user?: string;
  readonly primaryUser?: string;
  readonly passwordStdin?: boolean;
  readonly byHand?: boolean;
  readonly trustOnFirstUse?: boolean;
  readonly changeSshd?: boolean;
}

/** Asks a person on the terminal; in a script only what the options answer is answered. */
export async function setupQuestions(
  session: Session,
  options: AnswerOptions,
  pairName: string,
): Promise<SetupQuestions> {
  const { err } = session;
  const stdin = options.passwordStdin === true ? [...(await readPasswords(session))] : undefined;
  const signInFrom = (
    asked: SignInQuestion,
  ): Promise<SignInAnswer | undefined> | SignInAnswer | undefined => {
    if (options.byHand === true) return asked.last === undefined ? { kind: 'by-hand' } : undefined;
    if (stdin === undefined) return askSignIn(session, options, asked, pairName);
    const password = asked.last === undefined ? stdin.shift() : undefined;
    return password && { kind: 'password', user: userOf(options, asked) ?? asked.user, password };
  };
  return {
    confirmHostKey: async (asked) => {
      if (options.trustOnFirstUse !== true && !canAsk(session)) return false;
      await err.write(`\n${printHostKey(asked)}`);
      if (options.trustOnFirstUse !== true) return askYesNo(session, 'Is this the right machine?');
      await err.line('Trusted without a comparison, as --trust-on-first-use asks.');
      return true;
    },
    signIn: async (asked) => signInFrom(asked),
    sudoPassword: async ({ user, last }) => {
      if (stdin !== undefined) return stdin.shift();
      if (!canAsk(session)) return undefined;
      await err.line(`\n${printProblem(last, pairName)}\n`);
      return secretOf(await askHidden(session, `Password that sudo wants of ${printable(user)}: `));
    },
    changeSshd: async (asked) => {
      if (options.changeSshd !== true && !canAsk(session)) return false;
      if (!session.json) await err.write(`\n${printSshdChange(asked)}`);
      return options.changeSshd === true || askYesNo(session, 'Make this change?');
    },
    pasteLine: async ({ endpoint, line }) => {
      if (session.json) return session.out.write(`${jsonText({ type: 'setup.paste', endpoint, line })}\n`);
      await err.line(
        `\nOn ${printable(endpoint)} itself, as an administrator, paste this line into its Terminal:\n\n${line}\n\n` +
          'It lets in a key that exists only while this command waits. Waiting for it…',
      );
    },
  };
}

async function askSignIn(
  session: Session,
  options: AnswerOptions,
  asked: SignInQuestion,
  pairName: string,
): Promise<SignInAnswer | undefined> {
  const { endpoint, user, last } = asked;
  if (!canAsk(session)) {
    if (last !== undefined) return undefined;
    throw new UsageError('nobody can be asked for a password here: use --password-stdin, or --by-hand');
  }
  const { err } = session;
  if (last === undefined)
    await err.line(
      `\nSign in to ${printable(endpoint)} once, as root or as an administrator. The password is used now and kept nowhere.`,
    );
  else await err.line(`\n${printProblem(last, pairName)}\n`);
  const name =
    (last === undefined ? userOf(options, asked) : undefined) ??
    (await askText(session, `Name there [${printable(user)}]: `));
  if (name === undefined) return undefined;
  const account = name === '' ? user : name;
  const password = secretOf(await askHidden(session, `Password of ${printable(account)}: `));
  return password && { kind: 'password', user: account, password };
}

function userOf({ user, primaryUser }: AnswerOptions, { side }: SignInQuestion): string | undefined {
  return side === 'standby' ? user : primaryUser;
}

function secretOf(text: string | undefined): Secret | undefined {
  return text === undefined || text === '' ? undefined : new Secret(text);
}
