import { describe, expect, it } from 'vitest';
import type { SetupOptions, SignInAnswer } from '../../../engine/api/setup.ts';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import { LiveSetups } from '../../../engine/host/live-setups.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { aWorld, fakeEngine, type FakeWorld } from '../../fakes/fake-engine.ts';
import { eventually } from '../../helpers/eventually.ts';
import { aPair } from '../cli/cli-harness.ts';

const PAIR = aPair();
const PASSWORD = 'correct horse battery';
const SIGN_IN = { side: 'standby', endpoint: 'ssh://root@spare', user: 'root' } as const;

interface Stage {
  readonly setups: LiveSetups;
  readonly views: SetupView[];
  readonly ends: string[];
  readonly last: () => SetupView | undefined;
}

/** Set-ups of an engine that does what the test says. */
function stage(work: FakeWorld['setup'], fields: Partial<FakeWorld> = {}): Stage {
  const views: SetupView[] = [];
  const ends: string[] = [];
  const world = aWorld({ pairs: [PAIR], setup: work, ...fields });
  const setups = new LiveSetups(
    fakeEngine(world),
    (view) => views.push(view),
    async () => void ends.push(views.at(-1)?.state ?? ''),
  );
  return { setups, views, ends, last: () => views.at(-1) };
}

const asks =
  (answered: (answer: SignInAnswer | undefined) => void) =>
  async (_pair: unknown, { questions }: SetupOptions): Promise<never> => {
    answered(await questions.signIn(SIGN_IN));
    throw EngineError.of('setup.cancelled');
  };

const begin = ({ setups }: Stage): SetupView => setups.begin(PAIR.id, PAIR.name, { kind: 'set-up' });
const asked = ({ last }: Stage): Promise<true> => eventually(() => last()?.state === 'asking');
const over = ({ ends }: Stage): Promise<true> => eventually(() => ends.length > 0);

describe('a set-up of a host', () => {
  it('waits with its question for whoever answers', async () => {
    let answer: SignInAnswer | undefined;
    const on = stage(asks((given) => (answer = given)));
    expect(begin(on)).toMatchObject({ state: 'running', question: undefined });
    await asked(on);
    expect(on.setups.list()).toMatchObject([
      { state: 'asking', question: { id: 1, kind: 'sign-in', asked: SIGN_IN } },
    ]);
    const password = new Secret(PASSWORD);
    on.setups.answer({ pairId: PAIR.id, question: 1, answer: { kind: 'password', user: 'root', password } });
    await over(on);
    expect(answer).toEqual({ kind: 'password', user: 'root', password });
    expect(on.last()).toMatchObject({
      state: 'failed',
      question: undefined,
      problem: { code: 'setup.cancelled' },
    });
  });

  it('holds no password in anything that it shows', async () => {
    const on = stage(asks(() => undefined));
    begin(on);
    await asked(on);
    const password = new Secret(PASSWORD);
    on.setups.answer({ pairId: PAIR.id, question: 1, answer: { kind: 'password', user: 'root', password } });
    await over(on);
    expect(on.views.length).toBeGreaterThan(2);
    expect(JSON.stringify(on.views)).not.toContain(PASSWORD);
    expect(JSON.stringify(structuredClone(on.views))).not.toContain(PASSWORD);
  });

  it('takes no answer to a question of before', async () => {
    const answers: (SignInAnswer | undefined)[] = [];
    const on = stage(async (_pair, { questions }) => {
      answers.push(await questions.signIn(SIGN_IN), await questions.signIn(SIGN_IN));
      throw EngineError.of('setup.cancelled');
    });
    begin(on);
    await asked(on);
    const byHand = (question: number): void =>
      on.setups.answer({ pairId: PAIR.id, question, answer: { kind: 'by-hand' } });
    byHand(1);
    await eventually(() => on.last()?.question?.id === 2);
    byHand(1);
    expect(on.last()).toMatchObject({ state: 'asking', question: { id: 2 } });
    byHand(2);
    await over(on);
    expect(answers).toEqual([{ kind: 'by-hand' }, { kind: 'by-hand' }]);
    byHand(2);
    expect(on.last()?.state).toBe('failed');
  });

  it('ends when it is called off, and answers its question with nothing', async () => {
    const answers: unknown[] = [];
    const on = stage(asks((given) => answers.push(given)));
    begin(on);
    await asked(on);
    on.setups.stop(PAIR.id);
    await over(on);
    expect(answers).toEqual([undefined]);
    expect([on.last()?.state, on.ends, on.setups.isRunning]).toEqual(['stopped', ['stopped'], false]);
  });

  it('is the only one of its pair while it runs', async () => {
    const on = stage(asks(() => undefined));
    begin(on);
    await asked(on);
    expect(() => begin(on)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'pair.busy' }) }),
    );
    await on.setups.close();
    expect(begin(on).state).toBe('running');
    await on.setups.close();
  });

  it('shows a bug as one', async () => {
    const on = stage(() => Promise.reject(new Error('broken')));
    begin(on);
    await over(on);
    expect(on.last()).toMatchObject({
      state: 'failed',
      problem: { code: 'bug', details: { text: 'broken' } },
    });
  });
});
