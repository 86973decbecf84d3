import type { ProblemCode } from '../model/problem.ts';
import { promptKind } from './sign-in-prompts.ts';

export type Refusal = Extract<ProblemCode, `sign-in.${string}`>;

export type NextMethod = 'none' | 'password' | 'keyboard-interactive' | 'stop';

export interface Question {
  readonly prompt: string;
  readonly echo?: boolean;
}

/** An account's rules may ask for the password twice; whoever asks a third time does not take it. */
const MOST_ANSWERS = 2;
const MOST_WORDS = 4000;

// Your account has expired; please contact your system administrator.   The account is locked due to 3 failed logins.
// User account has been disabled.   System is booting up / going down is not this.
const LOCKED =
  /account\b[^\n]{0,40}\b(expired|locked|disabled)|\b(expired|locked|disabled)\b[^\n]{0,20}\baccount/i;
// You are required to change your password immediately (administrator enforced).   Your password has expired.
const EXPIRED = /required to change your password|password has expired|password change required/i;

/** One sign-in with a password: which method comes next, what a prompt is answered, and what an end means. */
export class PasswordAttempt {
  readonly #isRoot: boolean;
  readonly #tried = new Set<NextMethod>();
  #answers = 0;
  #methods: readonly string[] = [];
  #heard = '';
  #verdict: Refusal | undefined;

  constructor(user: string) {
    this.#isRoot = user === 'root';
  }

  /** The server has been told the password. */
  get hasAnswered(): boolean {
    return this.#answers > 0;
  }

  /** The last words of the server's banner and instructions. */
  get heard(): string {
    return this.#heard.trim();
  }

  /** The methods that the server still offers. */
  get methods(): readonly string[] {
    return this.#methods;
  }

  /** Why the attempt was ended from this side. */
  get verdict(): Refusal | undefined {
    return this.#verdict;
  }

  hear(words: string): void {
    this.#heard = `${this.#heard}${words}\n`.slice(-MOST_WORDS);
  }

  /**
   * `methods`: what a refusal offered, `undefined` at the beginning. Keyboard-interactive goes first, since only there the
   * server's own prompts are seen: a second factor is told from a wrong password. Then the password method, since only there
   * sshd says that the password was right and the account is not let in. A wrong one counts twice where both are offered.
   */
  next(methods: readonly string[] | undefined, isPartial = false): NextMethod {
    if (methods === undefined) return this.#try('none');
    this.#methods = methods;
    // The password was right, and is not enough.
    if (isPartial) return this.#stop('sign-in.second-factor');
    for (const method of ['keyboard-interactive', 'password'] as const) {
      if (methods.includes(method) && !this.#tried.has(method)) return this.#try(method);
    }
    return this.#stop(this.hasAnswered ? this.#wrong() : 'sign-in.no-password-method');
  }

  /** How often the password is the answer to these prompts; `undefined`: hang up, the verdict says why. */
  answer(instructions: string, questions: readonly Question[]): number | undefined {
    if (instructions !== '') this.hear(instructions);
    const kinds = questions.map(({ prompt, echo }) => promptKind(prompt, echo));
    const other = kinds.findIndex((kind) => kind !== 'password');
    if (other >= 0) {
      this.hear(questions[other]?.prompt ?? '');
      const isChange = kinds[other] === 'new-password' || EXPIRED.test(this.#heard);
      this.#stop(isChange ? 'sign-in.password-expired' : 'sign-in.second-factor');
      return undefined;
    }
    this.#answers += questions.length;
    if (this.#answers <= MOST_ANSWERS) return questions.length;
    this.#stop(this.#wrong());
    return undefined;
  }

  /** The server asked for a new password in the place of this one (RFC 4252, 8). */
  refuseChange(words: string): void {
    this.hear(words);
    this.#stop('sign-in.password-expired');
  }

  /** The server hung up, with its words (RFC 4253, 11.1) or without; `undefined`: that was not about signing in. */
  refusalAtEnd(reason: number | undefined, words: string): Refusal | undefined {
    if (this.#verdict !== undefined) return this.#verdict;
    // Received disconnect from ::1 port 22:2: Too many authentication failures
    if (/too many authentication/i.test(words)) {
      return this.hasAnswered ? this.#wrong() : 'sign-in.too-many-attempts';
    }
    if (!this.hasAnswered) return undefined;
    if (LOCKED.test(this.#heard)) return 'sign-in.locked';
    // SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
    if (reason === 14) return this.#wrong();
    // sshd ends so what PAM's account rules refuse after the password was right (auth2.c), pam_sacl's group on a Mac too.
    return 'sign-in.not-allowed';
  }

  #try(method: NextMethod): NextMethod {
    this.#tried.add(method);
    if (method === 'password') this.#answers += 1;
    return method;
  }

  #stop(verdict: Refusal): 'stop' {
    this.#verdict ??= verdict;
    return 'stop';
  }

  #wrong(): Refusal {
    if (LOCKED.test(this.#heard)) return 'sign-in.locked';
    return this.#isRoot ? 'sign-in.root-refused' : 'sign-in.wrong-password';
  }
}
