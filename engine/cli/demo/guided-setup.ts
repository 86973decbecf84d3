import type { SetupEvent, SetupQuestions, SetupReport } from '../../api/setup.ts';
import { Secret } from '../../model/secret.ts';
import { printSetupEvent } from '../print/setup-event.ts';
import { PAIR_NAME, type Stage } from './stage.ts';

/** A person who knows the password of the standby, and what was asked of them. */
export interface Person {
  readonly questions: SetupQuestions;
  readonly timesAsked: () => number;
}

/** Answers once, since a password that was not taken has to be a failure here. Without `password`: to nothing. */
export function personWith(password: string | undefined): Person {
  let asked = 0;
  const no = (): Promise<false> => Promise.resolve(false);
  return {
    timesAsked: () => asked,
    questions: {
      signIn: async ({ user, last }) => {
        asked += 1;
        if (password === undefined || last !== undefined) return undefined;
        return { kind: 'password', user, password: new Secret(password) };
      },
      confirmHostKey: no,
      changeSshd: no,
      sudoPassword: () => Promise.resolve(undefined),
      pasteLine: () => Promise.resolve(),
    },
  };
}

/** What `warmspare setup` does, with its lines, but for the look at both machines: that is a step of its own here. */
export async function setUpWith(
  { engine, screen, signal, print }: Stage,
  { questions }: Person,
  options: { readonly hostKey?: string; readonly quiet?: boolean } = {},
): Promise<SetupReport> {
  const { quiet = false, ...more } = options;
  let printed = Promise.resolve();
  const onEvent = (event: SetupEvent): void => {
    const isShown = !quiet && !(event.type === 'setup.done' && event.step === 'look');
    const text = isShown ? printSetupEvent(event, print()) : undefined;
    if (text !== undefined) printed = printed.then(() => screen.print(text));
  };
  try {
    return await engine.setup(PAIR_NAME, { questions, onEvent, signal, ...more });
  } finally {
    await printed;
    signal.throwIfAborted();
  }
}
