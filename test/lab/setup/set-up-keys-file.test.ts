import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { EngineNewcomer } from './engine-newcomer.ts';

const SSH = '/root/.ssh';
const KEYS = `${SSH}/authorized_keys`;
const THEIRS = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 somebody else\n';

describeInLab('root’s authorized_keys', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  const at = (path: string): string => lab().standby.path(path);
  const text = (path: string): string => readFileSync(at(path), 'latin1');

  beforeEach(async () => {
    await lab().standby.exec(
      `chattr -R -f -ia ${SSH} || true; rm -rf ${SSH} /root/elsewhere; chmod 700 /root`,
    );
    mkdirSync(at(SSH), { mode: 0o700 });
  });

  const setUp = async (): Promise<Problem | 'done'> => {
    const person = await EngineNewcomer.create(lab().standby);
    onTestFinished(() => {
      person.close();
    });
    try {
      await person.engine.setup('office', person.as('root'));
      return 'done';
    } catch (error) {
      if (error instanceof EngineError) return error.problem;
      throw error;
    }
  };

  it('that is a link stays one, and its text is changed where it lies', async () => {
    writeFileSync(at('/root/elsewhere'), THEIRS, { mode: 0o600 });
    symlinkSync('../elsewhere', at(KEYS));
    expect(await setUp()).toBe('done');
    expect([lstatSync(at(KEYS)).isSymbolicLink(), text('/root/elsewhere').startsWith(THEIRS)]).toEqual([
      true,
      true,
    ]);
    expect(text('/root/elsewhere').match(/ warmspare pair-/g)).toHaveLength(1);
  });

  it('and its folder get the modes that sshd wants', async () => {
    writeFileSync(at(KEYS), THEIRS);
    await lab().standby.exec(`chmod 777 ${SSH}; chmod 666 ${KEYS}`);
    expect(await setUp()).toBe('done');
    expect([SSH, KEYS].map((path) => statSync(at(path)).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it('that is locked is told, and left as it is', async ({ skip }) => {
    writeFileSync(at(KEYS), THEIRS, { mode: 0o600 });
    const locked = await lab().standby.exec(['chattr', '+i', KEYS], { okCodes: 'any' });
    if (locked.code !== 0) skip('the disks of this lab lock no files');
    expect(await setUp()).toMatchObject({
      code: 'setup.install-refused',
      details: { side: 'standby', path: KEYS, found: 'immutable' },
    });
    expect(text(KEYS)).toBe(THEIRS);
  });

  it('in a home that others may write to is not relied on', async () => {
    writeFileSync(at(KEYS), THEIRS, { mode: 0o600 });
    await lab().standby.exec('chmod 777 /root');
    expect(await setUp()).toMatchObject({
      code: 'setup.install-refused',
      details: { path: '/root', found: 'unsafe-folder' },
    });
    expect(text(KEYS)).toBe(THEIRS);
  });
});
