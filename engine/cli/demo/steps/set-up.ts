import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetupQuestions, SetupReport } from '../../../api/setup.ts';
import { EngineError } from '../../../model/problem.ts';
import { Secret } from '../../../model/secret.ts';
import { printSetupEvent } from '../../print/setup-event.ts';
import { ensure } from '../demo-failure.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';
import type { Proof } from '../standby-machine.ts';

export const SET_UP: Step = {
  id: 'setup',
  title: 'Set up the key, once',
  why: 'A password is used a single time, to leave a key on the standby that can do nothing but write this pair’s copies. A standby that shows another host key is not talked to.',
  show,
};

/** What a thief of the key would try; the guard answers each with this status. */
const REFUSED_STATUS = 126;

async function show(stage: Stage): Promise<Facts> {
  const { engine, standby, screen, signal } = stage;
  await screen.command(`warmspare setup ${PAIR_NAME}`);
  await expectUnknownHost(stage);
  let times = 0;
  const lines: string[] = [];
  const questions: SetupQuestions = {
    signIn: ({ user }) => {
      times += 1;
      return Promise.resolve({ kind: 'password', user, password: new Secret(standby.password) });
    },
    confirmHostKey: () => Promise.resolve(false),
    sudoPassword: () => Promise.resolve(undefined),
    changeSshd: () => Promise.resolve(false),
    pasteLine: () => Promise.resolve(),
  };
  const report = await engine.setup(PAIR_NAME, {
    questions,
    signal,
    onEvent: (event) => {
      // The next step looks at both machines.
      if (event.type === 'setup.done' && event.step === 'look') return;
      lines.push(printSetupEvent(event, stage.print()) ?? '');
    },
  });
  for (const line of lines.filter((each) => each !== '')) await tell(stage, line);
  ensure(times === 1, `The password should have been asked for once, and was ${String(times)} times.`);
  await screen.claim('The password was used once, and is kept nowhere.');
  const refusals = await tryToMisuse(stage, report);
  return { hostKey: standby.hostKeyPin, keys: report.keys.map(({ fingerprint }) => fingerprint), refusals };
}

/** In paragraphs; a line of authorized_keys stays whole. */
async function tell({ screen }: Stage, text: string): Promise<void> {
  const [first = '', ...rest] = text.split('\n');
  await screen.say(
    first.replace('is in the keyring', 'is in this process only, since the demo leaves no trace'),
  );
  if (rest.length > 0) await screen.print(rest.join('\n'));
}

/** The demo's standby shows another key than it would, and nothing is sent to it. */
async function expectUnknownHost({ standby, screen }: Stage): Promise<void> {
  const otherPin = `SHA256:${'A'.repeat(43)}`;
  const code = await standby.signIn({ password: standby.password }, otherPin).then(
    () => 'let in',
    (error: unknown) => (error instanceof EngineError ? error.problem.code : 'failed'),
  );
  ensure(
    code === 'endpoint.host-key-changed',
    `Signing in to another host key than the pinned one should have been refused, and was: ${code}.`,
  );
  await screen.claim(
    `The standby shows the pinned host key, ${standby.hostKeyPin}; with another pin, nothing is sent.`,
  );
}

/** With the very key that was made: no shell, no file, no other place. */
async function tryToMisuse(stage: Stage, { keys }: SetupReport): Promise<readonly string[]> {
  const { standby, screen } = stage;
  const connection = await standby.signIn(await openedKey(stage, keys[0]?.id ?? ''));
  const refusals: string[] = [];
  try {
    for (const [what, command] of attempts(stage)) {
      const { code, stdout, stderr } = await connection.run(command);
      ensure(
        code === REFUSED_STATUS && stdout === '',
        `The guard should have refused ${what}, and answered: ${stdout || stderr || String(code)}`,
      );
      refusals.push(`${what}: ${stderr.trim().replace(/^warmspare guard: /, '')}`);
    }
  } finally {
    await connection.close();
  }
  await screen.claim('With that very key anything else is refused by the guard:');
  await screen.print(refusals.join('\n'));
  return refusals;
}

function attempts({ folder }: Stage): readonly (readonly [what: string, command: string])[] {
  return [
    ['a shell', 'sh'],
    ['reading a file', 'cat /etc/passwd'],
    ['writing elsewhere', `rsync --server -logDtpre.iLsfxCIvu . ${join(folder.standby, 'elsewhere')}/`],
    ['reading the copy', `rsync --server --sender -logDtpre.iLsfxCIvu . ${join(folder.standby, 'Users')}/`],
  ];
}

async function openedKey({ folder, secrets }: Stage, id: string): Promise<Proof> {
  const privateKey = await readFile(join(folder.home, 'keys', id), 'utf8');
  const passphrase = await secrets.get(id);
  ensure(passphrase !== undefined, 'The key should be encrypted, and has no passphrase.');
  return { privateKey, passphrase };
}
