import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndReport } from '../../../engine/api/engine.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { EngineNewcomer } from './engine-newcomer.ts';

const [A, B] = ['/srv/A', '/srv/B'];

describe('a guarded standby whose pair was changed', () => {
  describeInLab('to other places', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: EngineNewcomer;
    const engine = (): EngineNewcomer['engine'] => person.engine;
    const copyTo = (...destinations: readonly string[]): Promise<unknown> =>
      engine().pairs.change('office', {
        volumes: destinations.map((destination) => ({ source: person.source, destination })),
      });
    const standbyOf = async (): Promise<EndReport> => (await engine().check('office')).standby;
    const sync = (): Promise<unknown> => engine().sync('office', { mode: 'sync' });
    const differences = (place: string): string[] =>
      compareTrees(person.source, lab().standby.path(place), { ignore: (path) => path === MARKER_NAME });
    const OUTDATED = { code: 'setup.outdated', retry: 'person' };

    beforeAll(async () => {
      person = await EngineNewcomer.create(lab().standby, A);
      await lab().standby.exec(['mkdir', '-p', B]);
      await engine().setup('office', person.as('root'));
      expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    });
    afterAll(() => person.close());

    it('says that the set-up has to be done again, and copies nothing until it was', async () => {
      await copyTo(A, B);
      expect(await standbyOf()).toMatchObject({
        state: 'failed',
        problem: { ...OUTDATED, details: { side: 'standby' } },
      });
      expect(await sync()).toMatchObject({ outcome: 'failed', problems: [OUTDATED] });
      expect(await engine().setup('office', person.as('root'))).toMatchObject({ already: false });
      expect(await standbyOf()).toMatchObject({ state: 'reached' });
      expect(await sync()).toMatchObject({ outcome: 'succeeded' });
      expect([differences(A), differences(B)]).toEqual([[], []]);
    });

    it('is limited anew by the next set-up when it is to write to less, and copies meanwhile', async () => {
      await copyTo(B);
      expect(await sync()).toMatchObject({ outcome: 'succeeded' });
      expect(await engine().setup('office', person.as('root'))).toMatchObject({ already: false });
      expect(await engine().setup('office', person.as('root'))).toMatchObject({ already: true });
      await copyTo(A, B);
      expect(await standbyOf()).toMatchObject({ state: 'failed', problem: OUTDATED });
    });

    it('is told of a place that is another volume’s now', async () => {
      await engine().setup('office', person.as('root'));
      await copyTo(B);
      // The guard was told of neither: it knows the place as that of the volume that went.
      await copyTo(A, B);
      expect(await engine().check('office')).toMatchObject({
        refusals: [{ reason: 'destination.belongs-to-another' }],
      });
      await engine().check('office', { acceptVolumes: true });
      const refused = await engine().sync('office', { mode: 'sync' });
      expect(refused).toMatchObject({ outcome: 'failed', problems: [OUTDATED] });
      expect(await engine().setup('office', person.as('root'))).toMatchObject({ already: false });
      expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    });
  });
});
