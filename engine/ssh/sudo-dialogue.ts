import type { Secret } from '../model/secret.ts';
import type { ShellOptions } from '../model/shell.ts';
import { promptKind } from './sign-in-prompts.ts';

/** An account's rules may ask twice; whoever asks a third time does not take the password. */
const MOST_ANSWERS = 2;
const MOST_WORDS = 16_384;

/** What sudo says when the password was wrong; its words can be set (badpass_message, insults), so they only save an attempt. */
const WRONG = /Sorry, try again\.|incorrect password attempt/;

/**
 * The two ends of one run of sudo. Nothing is sent before it is asked for: the password when sudo prompts, the script's own
 * standard input when the script says that it has begun. So a sudo that needs no password leaves none for the script to read,
 * and a sudo that asks again reads nothing of the script's.
 */
export class SudoDialogue {
  readonly nonce: string;
  readonly prompt: string;
  readonly beginning: string;
  readonly #password: Secret | undefined;
  #heard = '';
  #answered = 0;
  #begun = false;
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(nonce: string, password: Secret | undefined) {
    // Nothing that a lecture or a login script says.
    this.prompt = `warmspare ${nonce} password: `;
    // In no word of the command: sudo repeats it when it refuses to run it.
    this.beginning = `begins ${nonce}\n`;
    this.nonce = nonce;
    this.#password = password;
  }

  get hasBegun(): boolean {
    return this.#begun;
  }

  get hasAnswered(): boolean {
    return this.#answered > 0;
  }

  /** What was said until the script began, without prompts and secrets. */
  get heard(): string {
    const words = Buffer.from(this.#heard.replaceAll(this.prompt, ''), 'latin1').toString('utf8').trim();
    return this.#password === undefined ? words : this.#password.hideIn(words);
  }

  hear(chunk: Buffer): void {
    if (this.#begun || this.#isOver) return;
    this.#heard = `${this.#heard}${chunk.toString('latin1')}`.slice(-MOST_WORDS);
    this.#begun = this.#heard.includes(this.beginning);
    if (!this.#begun && this.#mustGiveUp()) this.#isOver = true;
    this.#wake?.();
  }

  /** Standard input for sudo and then for the script; it ends early where sudo is not to be answered. */
  async *input(own: ShellOptions['stdin']): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#begun) break;
      if (this.#isOver) return;
      if (this.#prompts() > this.#answered && this.#password !== undefined) {
        this.#answered += 1;
        yield Buffer.from(`${this.#password.reveal()}\n`);
      } else await this.#change();
    }
    if (own instanceof Uint8Array) yield own;
    else if (own !== undefined) yield* own;
  }

  /** There will be nothing more to hear. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  #prompts(): number {
    return this.#heard.split(this.prompt).length - 1;
  }

  #mustGiveUp(): boolean {
    if (this.#prompts() > MOST_ANSWERS) return true;
    if (this.hasAnswered && WRONG.test(this.#heard)) return true;
    // PAM's own prompts, which -p does not replace: the last line, still open.
    const last = this.#heard.slice(this.#heard.lastIndexOf('\n') + 1);
    return !last.endsWith(this.prompt) && /[:?] ?$/.test(last) && promptKind(last) === 'second-factor';
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
