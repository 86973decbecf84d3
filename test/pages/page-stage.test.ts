import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { PageStage } from './page-stage.ts';

describe.skipIf(whyNoApp() !== undefined)('pages over a main process of the test’s', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  it('begin with a new spare where there is no pair', async () => {
    const { page, main } = await stage.show({
      page: 'window',
      answers: {
        'snapshot.get': async () => ({ sequence: 0, pairs: [], fault: undefined }),
        'setup.list': async () => [],
      },
    });
    await page.getByRole('heading', { name: 'New spare' }).waitFor();
    expect(main.asked.map(({ name }) => name)).toContain('snapshot.get');
  });
});
