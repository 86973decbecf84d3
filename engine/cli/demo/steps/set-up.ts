import { askGuard } from '../guard-attempts.ts';
import { ensure } from '../demo-failure.ts';
import { personWith, setUpWith } from '../guided-setup.ts';
import { expectOpensByItsLineAlone, problemOf, readOwnKey, type OwnKey } from '../own-key.ts';
import { filesWithSecret } from '../secrets-on-disk.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';

export const SET_UP: Step = {
  id: 'setup',
  title: 'Set up the standby, once',
  why: 'A password is used a single time, to leave a key on the standby that can do only what this pair needs: a guard answers it, and no shell. A standby that shows another host key is not talked to.',
  show,
};

/** As good as any that is not the standby's. */
const OTHER_PIN = `SHA256:${'A'.repeat(43)}`;

async function show(stage: Stage): Promise<Facts> {
  const { screen, standby } = stage;
  const person = personWith(standby.password);
  await expectPinnedOnly(stage);
  await screen.command(`warmspare setup ${PAIR_NAME}`);
  const report = await setUpWith(stage, person);
  const [record] = report.keys;
  ensure(record !== undefined && !report.already, 'The set-up should have made a key, and did not.');
  const key = await readOwnKey(stage, record);

  await expectOpensByItsLineAlone(stage, key);
  const { answer, attempts } = await askGuard(stage, key);
  await screen.claim('The key now signs in alone. Without its line in authorized_keys it is refused.');
  await screen.claim('With that very key, whatever else is asked for is refused:');
  const columns = Math.max(...attempts.map(({ what }) => what.length));
  for (const attempt of attempts) await screen.print(`  ${attempt.what.padEnd(columns)}  ${attempt.answer}`);
  await claimUsedOnce(stage, person.timesAsked(), key);
  await screen.claim(
    'Asked to connect to another host key than the pinned one, it stopped before the password.',
  );
  return { hostKey: standby.hostKeyPin, key: record, guard: answer, refused: attempts };
}

async function expectPinnedOnly(stage: Stage): Promise<void> {
  const person = personWith(stage.standby.password);
  const problem = await problemOf(setUpWith(stage, person, { hostKey: OTHER_PIN, quiet: true }));
  ensure(
    problem === 'endpoint.host-key-changed' && person.timesAsked() === 0,
    `A standby with another host key should have been left alone, and was not: ${problem ?? 'it was set up'}`,
  );
}

async function claimUsedOnce(stage: Stage, timesAsked: number, { passphrase }: OwnKey): Promise<void> {
  const { folder, standby, screen } = stage;
  const again = personWith(undefined);
  const { already } = await setUpWith(stage, again, { quiet: true });
  ensure(
    already && timesAsked === 1 && again.timesAsked() === 0,
    `The password should have been asked for once, and was ${String(timesAsked + again.timesAsked())} times.`,
  );
  const found = await filesWithSecret([folder.home, folder.standby], [standby.password, passphrase]);
  ensure(found.length === 0, `No file should hold a secret, and these do: ${found.join(', ')}`);
  await screen.claim(
    'The password was asked for once; a second set-up finds nothing to do. Neither it nor the passphrase of the key is in any file: the keyring of the demo is this process’s memory.',
  );
}
