import type { SetupAnswer } from '../api/inputs.ts';
import type { SetupOptions, SetupQuestions, SignInAnswer } from '../api/setup.ts';
import { advanceView, type SetupQuestionView, type SetupView } from '../api/setup-view.ts';
import { EngineError } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';

type Answer = SetupAnswer['answer'];
type Asked = SetupQuestionView extends infer Q
  ? Q extends SetupQuestionView
    ? Omit<Q, 'id'>
    : never
  : never;
type Work = (options: Pick<SetupOptions, 'questions' | 'onEvent' | 'signal'>) => Promise<void>;

/** One set-up under way: its questions wait here for whichever window answers. A password goes through and stays nowhere. */
export class LiveSetup {
  readonly #onChange: (view: SetupView) => void;
  readonly #stop = new AbortController();
  #view: SetupView;
  #asked = 0;
  #waiting: ((answer: Answer | undefined) => void) | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(view: SetupView, onChange: (view: SetupView) => void) {
    this.#view = view;
    this.#onChange = onChange;
  }

  get view(): SetupView {
    return this.#view;
  }

  get isRunning(): boolean {
    return this.#view.state === 'running' || this.#view.state === 'asking';
  }

  get ended(): Promise<void> {
    return this.#ended;
  }

  run(work: Work): Promise<void> {
    this.#ended = this.#run(work);
    return this.#ended;
  }

  answer(question: number, answer: Answer): void {
    if (this.#view.question?.id === question) this.#waiting?.(answer);
  }

  stop(): void {
    if (!this.isRunning) return;
    this.#stop.abort();
    this.#waiting?.(undefined);
  }

  async #run(work: Work): Promise<void> {
    try {
      await work({
        questions: this.#questions(),
        onEvent: (event) => this.#show(advanceView(this.#view, event)),
        signal: this.#stop.signal,
      });
      this.#end('done');
    } catch (error) {
      const problem = error instanceof EngineError ? error.problem : bugOf(error);
      this.#end(this.#stop.signal.aborted ? 'stopped' : 'failed', problem);
    }
  }

  #end(state: 'done' | 'failed' | 'stopped', problem?: SetupView['problem']): void {
    this.#show({ ...this.#view, state, question: undefined, paste: undefined, problem });
  }

  #questions(): SetupQuestions {
    return {
      confirmHostKey: async (asked) => (await this.#ask({ kind: 'host-key', asked }))?.kind === 'yes',
      signIn: async (asked) => signInAnswer(await this.#ask({ kind: 'sign-in', asked })),
      sudoPassword: async (asked) => passwordOf(await this.#ask({ kind: 'sudo', asked })),
      changeSshd: async (asked) => (await this.#ask({ kind: 'sshd', asked }))?.kind === 'yes',
      pasteLine: async (asked) => this.#show({ ...this.#view, paste: { ...asked, tries: 0 } }),
    };
  }

  /** `undefined`: it was called off. */
  async #ask(asked: Asked): Promise<Answer | undefined> {
    if (this.#stop.signal.aborted) return undefined;
    const question = { ...asked, id: ++this.#asked } as SetupQuestionView;
    const answered = new Promise<Answer | undefined>((resolve) => (this.#waiting = resolve));
    this.#show({ ...this.#view, state: 'asking', question });
    const answer = await answered;
    this.#waiting = undefined;
    this.#show({ ...this.#view, state: 'running', question: undefined });
    return answer;
  }

  #show(view: SetupView): void {
    this.#view = view;
    this.#onChange(view);
  }
}

function signInAnswer(answer: Answer | undefined): SignInAnswer | undefined {
  return answer?.kind === 'password' || answer?.kind === 'by-hand' ? answer : undefined;
}

function passwordOf(answer: Answer | undefined): Secret | undefined {
  return answer?.kind === 'password' ? answer.password : undefined;
}

function bugOf(error: unknown): SetupView['problem'] {
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'bug', retry: 'person', details: { text } };
}
