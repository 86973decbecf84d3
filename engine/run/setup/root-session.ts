import type { SetupDone, SignInAnswer } from '../../api/setup.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import { EngineError, type Problem, type ProblemCode } from '../../model/problem.ts';
import type { Secret } from '../../model/secret.ts';
import type { Shell } from '../../model/shell.ts';
import { signIn, type SignedIn } from '../../ssh/sign-in.ts';
import { sudoShell } from '../../ssh/sudo-shell.ts';
import type { KeyAccount } from '../../keys/key-account.ts';
import { signInByHand } from './by-hand.ts';
import type { Route } from './host-key-step.ts';
import { cancelled, ofMachine, runStep, signalOf, type SetupRun } from './setup-run.ts';

/** A shell of the account that the key is for, root, over one connection that stays open until `close`. */
export interface RootSession {
  readonly shell: Shell;
  readonly account: KeyAccount;
  readonly done: Extract<SetupDone, { step: 'sign-in' }>;
  /** The key that signed in by hand; its line is to go. Base64. */
  readonly handBlob: string | undefined;
  /** Forgets the passwords too. */
  readonly close: () => Promise<void>;
}

/** sshd shuts out who fails more often (PerSourcePenalties, faillock). */
const MOST_TRIES = 3;

/** What another name or password may mend. */
const ASK_AGAIN: readonly ProblemCode[] = [
  'sign-in.wrong-password',
  'sign-in.root-refused',
  'sudo.wrong-password',
  'sudo.no-right',
];

export function openRootSession(run: SetupRun, route: Route): Promise<RootSession> {
  return runStep(run, 'sign-in', async () => {
    const session = await signInAtLast(run, route);
    return [session.done, session] as const;
  });
}

async function signInAtLast(run: SetupRun, route: Route): Promise<RootSession> {
  const { options } = run;
  const end = run.pair[run.side];
  const user = end.kind === 'ssh' ? end.user : run.engine.keyAccount.user;
  let last: Problem | undefined;
  for (let tries = 1; ; tries++) {
    const endpoint = formatEndpoint(route.endpoint);
    const answer = await options.questions.signIn({ side: run.side, endpoint, user, ...(last && { last }) });
    if (answer === undefined) throw last === undefined ? cancelled() : new EngineError(last);
    if (answer.kind === 'by-hand') return signInByHand(run, route);
    try {
      return await signInByPassword(run, route, answer);
    } catch (error) {
      answer.password.forget();
      if (!(error instanceof EngineError) || tries === MOST_TRIES) throw error;
      if (!ASK_AGAIN.includes(error.problem.code)) throw error;
      last = ofMachine(run, error).problem;
    }
  }
}

async function signInByPassword(
  run: SetupRun,
  { endpoint, client }: Route,
  { user, password }: Extract<SignInAnswer, { kind: 'password' }>,
): Promise<RootSession> {
  const options = { hostKeyAlgorithms: client.hostKeyAlgorithms, ...signalOf(run) };
  const signedIn = await signIn({ ...endpoint, user }, { kind: 'password', password }, options);
  const account = run.engine.keyAccount;
  const secrets = [password];
  const close = async (): Promise<void> => {
    await signedIn.close();
    for (const secret of secrets) secret.forget();
  };
  const done = { step: 'sign-in', user: signedIn.user } as const;
  try {
    // The account may have another name with the server that answers than on the machine.
    if (account.uid === 0 ? signedIn.isRoot : user === account.user) {
      password.forget();
      return { shell: signedIn.shell, account, done: { ...done, way: 'root' }, handBlob: undefined, close };
    }
    const shell = await becomeRoot(run, signedIn, secrets);
    return { shell, account, done: { ...done, way: 'sudo' }, handBlob: undefined, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With the password that signed in, and then with one of sudo's own where a person knows it. */
async function becomeRoot(run: SetupRun, signedIn: SignedIn, secrets: Secret[]): Promise<Shell> {
  for (let tries = 1; ; tries++) {
    const root = await sudoShell(signedIn, secrets.at(-1), signalOf(run));
    if (root.ok) return root.value;
    const { endpoint } = signedIn.connection;
    const { code, output } = root.error;
    const fault = ofMachine(run, EngineError.of(code, { endpoint, output }));
    if (code !== 'sudo.wrong-password' || tries === MOST_TRIES) throw fault;
    const asked = { endpoint, user: signedIn.user, last: fault.problem };
    const other = await run.options.questions.sudoPassword(asked);
    if (other === undefined) throw fault;
    secrets.push(other);
  }
}
