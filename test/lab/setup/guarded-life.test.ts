import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const DESTINATION = "/Volumes/Spare of 'Anna'";

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('a pair that was set up', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    const standby = (): LabHost => lab().standby;
    const differences = (): string[] =>
      compareTrees(person.source, standby().path(DESTINATION), { ignore: (path) => path === MARKER_NAME });

    beforeAll(async () => {
      person = await Newcomer.create(standby());
      await standby().addDisk({ name: "Spare of 'Anna'", sizeMb: 160 });
      await person.addPair('office', DESTINATION);
      const done = await person.setUp('office', standby().passwords.root);
      if (done.status !== 0) throw new Error(done.stderr);
    });
    afterAll(() => person.close());

    it('is looked at, previewed and cloned without a password', async () => {
      expect(await person.run(['check', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(await person.run(['sync', 'office', '--preview'])).toMatchObject({ status: 0 });
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(differences()).toEqual([]);
    });

    it('is kept the same: what changed, what is new and what is gone', async () => {
      appendFileSync(`${person.source}/simple.txt`, 'more\n');
      writeFileSync(`${person.source}/new file`, 'new');
      rmSync(`${person.source}/symlinks`, { recursive: true });
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(differences()).toEqual([]);
    });

    it('gives names that are no longer one file their own attributes again', async () => {
      const [one, two] = [`${person.source}/once one`, `${person.source}/once two`];
      writeFileSync(one, 'the same');
      linkSync(one, two);
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      // Same size and time: only the attributes differ.
      execFileSync('cp', ['-p', one, `${two}.new`]);
      renameSync(`${two}.new`, two);
      chmodSync(two, 0o604);
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(differences()).toEqual([]);
    });

    it('is verified, and mended by content', async () => {
      expect(await person.run(['verify', 'office', '--sample', '20'])).toMatchObject({ status: 0 });
      expect(await person.run(['verify', 'office', '--full'])).toMatchObject({ status: 0 });
      const path = standby().path(`${DESTINATION}/new file`);
      await standby().exec(['touch', '-r', `${DESTINATION}/new file`, '/root/times']);
      writeFileSync(path, 'nEw');
      await standby().exec(['touch', '-r', '/root/times', `${DESTINATION}/new file`]);
      expect(await person.run(['verify', 'office', '--full'])).toMatchObject({ status: 3 });
      expect(await person.run(['sync', 'office', '--checksum'])).toMatchObject({ status: 0 });
      expect(differences()).toEqual([]);
    });

    it('is refused when its mark is gone, and writes nothing', async () => {
      await standby().exec(['mv', `${DESTINATION}/${MARKER_NAME}`, '/root/mark']);
      writeFileSync(`${person.source}/later`, 'later');
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 4 });
      expect(differences()).toEqual(['later: missing file']);
      await standby().exec(['cp', '/root/mark', `${DESTINATION}/${MARKER_NAME}`]);
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0 });
    });

    it('goes on with a new key after a rotation, whose use is noted', async () => {
      const before = person.linesOf('office');
      expect(
        await person.run(['key', 'rotate', 'office', '--password-stdin'], `${standby().passwords.root}\n`),
      ).toMatchObject({ status: 0 });
      const after = person.linesOf('office');
      expect([after.length, after[0] === before[0]]).toEqual([1, false]);
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(differences()).toEqual([]);
    });

    it('is refused with the reason when its key was revoked', async () => {
      const password = `${standby().passwords.root}\n`;
      expect(await person.run(['key', 'revoke', 'office', '--password-stdin'], password)).toMatchObject({
        status: 0,
      });
      const refused = await person.run(['sync', 'office']);
      expect(refused.status).not.toBe(0);
      expect(refused.stdout + refused.stderr).toMatch(/warmspare setup office/);
    });
  });
});
