import { ensure } from './demo-failure.ts';
import type { OwnKey } from './own-key.ts';
import type { Stage } from './stage.ts';

/** Something that the key must not be good for, and what the guard said. */
export interface Attempt {
  readonly what: string;
  readonly answer: string;
}

/**
 * Asks the guard for its name, and tries with the key what somebody who stole it would. Fails where anything but a refusal
 * comes back.
 */
export async function askGuard(
  { standby, folder }: Stage,
  key: OwnKey,
): Promise<{ readonly answer: string; readonly attempts: readonly Attempt[] }> {
  const connection = await standby.signIn(key);
  const { run, shell } = connection;
  // As rsync's client asks for it, so that it is the folder that is refused.
  const server = 'rsync --server -logDtpre.iLsfxCIvu .';
  const reader = 'rsync --server --sender -logDtpre.iLsfxCIvu .';
  const asked = [
    { what: 'a shell', ask: shell },
    { what: 'cat /etc/passwd', ask: () => run('cat /etc/passwd') },
    { what: 'rsync into another folder', ask: () => run(`${server} ${folder.standbyHome}/`) },
    { what: 'rsync that reads', ask: () => run(`${reader} ${folder.standby}/System/`) },
  ];
  try {
    const { stdout: name } = await run('warmspare version');
    ensure(name.startsWith('warmspare guard '), `The guard should have answered, and this did: ${name}`);
    const attempts: Attempt[] = [];
    for (const { what, ask } of asked) {
      const { code, stdout, stderr } = await ask();
      // warmspare guard: refused: this key gives no shell
      const answer = /^warmspare guard: (refused: .+)\n$/.exec(stderr)?.[1];
      const isRefused = code === 126 && stdout === '' && answer !== undefined;
      ensure(isRefused, `The guard should have refused ${what}, and answered: ${stdout}${stderr}`);
      attempts.push({ what, answer });
    }
    return { answer: name.trim(), attempts };
  } finally {
    await connection.close();
  }
}
