import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { SetupEvent } from '../../../engine/api/setup.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { EngineNewcomer } from './engine-newcomer.ts';
import { everythingSaid, ProcessWatch } from './leaks.ts';

describeInLab('a set-up', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  const newcomer = async (): Promise<EngineNewcomer> => {
    const person = await EngineNewcomer.create(lab().standby);
    onTestFinished(() => {
      person.close();
    });
    return person;
  };

  it('writes and says no password, no passphrase and no key that is not encrypted', async () => {
    const person = await newcomer();
    const { admin } = lab().standby.passwords;
    const watch = new ProcessWatch([admin]);
    const report = await person.engine.setup('office', person.as('admin'));
    const rotated = await person.engine.keys.rotate('office', person.as('admin'));
    const listed = await person.engine.keys.list();

    const { secrets } = person.secrets;
    const [passphrase = '', ...none] = secrets.values();
    expect([passphrase.length, none, [...secrets.keys()]]).toEqual([43, [], [rotated.keys[0]?.id]]);
    const files = readdirSync(person.home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const everything = [...files, everythingSaid([report, rotated, listed, person.events])].join('\n');
    expect([passphrase, admin].filter((secret) => everything.includes(secret))).toEqual([]);
    // What follows the magic in an OpenSSH key without encryption: the name of no cipher.
    expect(everything).not.toContain('b3BlbnNzaC1rZXktdjEAAAAABG5vbmU');
    expect(watch.stop()).toEqual([]);
    for (const password of person.passwords) expect(() => password.reveal()).toThrow('forgotten');
  });

  it('goes no further when it is cancelled, and forgets the password', async () => {
    const person = await newcomer();
    const file = lab().standby.path('/root/.ssh/authorized_keys');
    const before = readFileSync(file, 'utf8');
    const cancel = new AbortController();
    const onEvent = (event: SetupEvent): void => {
      if (event.type === 'setup.done' && event.step === 'guard') cancel.abort();
    };
    const end = person.engine.setup('office', person.as('root', { onEvent, signal: cancel.signal }));
    const error: unknown = await end.catch((reason: unknown) => reason);
    expect(error instanceof EngineError && error.problem.code).toBe('setup.cancelled');
    expect(readFileSync(file, 'utf8')).toBe(before);
    for (const password of person.passwords) expect(() => password.reveal()).toThrow('forgotten');
    expect(readdirSync(`${person.home}/locks`)).toEqual([]);
  });
});
