import type { Engine } from '../api/engine.ts';
import type { SetupAnswer, SetupKind } from '../api/inputs.ts';
import type { SetupOptions } from '../api/setup.ts';
import { beginView, type SetupView } from '../api/setup-view.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import { LiveSetup } from './live-setup.ts';

/** How a set-up is begun; `hostKey`: a person vouches for it. */
export type SetupRequest = { readonly kind: SetupKind } & Pick<
  SetupOptions,
  'hostKey' | 'from' | 'unattended' | 'asRootHere'
>;

/** The set-ups of a host: one a pair at a time, kept until the next one, so that a window can come back to it. */
export class LiveSetups {
  readonly #engine: Engine;
  readonly #onChange: (view: SetupView) => void;
  /** After a set-up has changed the pair or its keys. */
  readonly #onEnd: () => Promise<void>;
  readonly #setups = new Map<PairId, LiveSetup>();

  constructor(engine: Engine, onChange: (view: SetupView) => void, onEnd: () => Promise<void>) {
    this.#engine = engine;
    this.#onChange = onChange;
    this.#onEnd = onEnd;
  }

  list(): readonly SetupView[] {
    return [...this.#setups.values()].map(({ view }) => view);
  }

  get isRunning(): boolean {
    return [...this.#setups.values()].some(({ isRunning }) => isRunning);
  }

  begin(pairId: PairId, name: string, { kind, ...options }: SetupRequest): SetupView {
    if (this.#setups.get(pairId)?.isRunning === true) throw EngineError.of('pair.busy', { text: name });
    const setup = new LiveSetup(beginView(pairId, kind), this.#onChange);
    this.#setups.set(pairId, setup);
    void setup.run((asked) => this.#work(name, kind, { ...options, ...asked })).then(this.#onEnd);
    return setup.view;
  }

  /** An answer to a question that is not asked any more changes nothing. */
  answer({ pairId, question, answer }: SetupAnswer): void {
    this.#setups.get(pairId)?.answer(question, answer);
  }

  stop(pairId: PairId): void {
    this.#setups.get(pairId)?.stop();
  }

  async close(): Promise<void> {
    for (const setup of this.#setups.values()) setup.stop();
    await Promise.all([...this.#setups.values()].map(({ ended }) => ended));
  }

  async #work(name: string, kind: SetupKind, options: SetupOptions): Promise<void> {
    if (kind === 'revoke') await this.#engine.keys.revoke(name, options);
    else if (kind === 'rotate') await this.#engine.keys.rotate(name, options);
    else await this.#engine.setup(name, options);
  }
}
