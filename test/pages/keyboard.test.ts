import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { PageStage } from './page-stage.ts';
import { showScene } from './scene.ts';
import { EXAMPLE_SCENES } from './scenes.ts';
import { walkByTab } from './tab-walk.ts';

describe.skipIf(whyNoApp() !== undefined)('with the Tab key alone', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  it.each(EXAMPLE_SCENES.map((scene) => [scene.name, scene] as const))(
    'every control of %s is reached, seen and named',
    async (_, scene) => {
      const { page } = await showScene(stage, scene, 'light');
      const { stops, missed } = await walkByTab(page);
      expect({
        missed,
        hidden: stops.filter(({ isVisible }) => !isVisible).map(({ what }) => what),
        unmarked: stops.filter(({ isMarked }) => !isMarked).map(({ what }) => what),
        nameless: stops.filter(({ name }) => name === '').map(({ what }) => what),
      }).toEqual({ missed: [], hidden: [], unmarked: [], nameless: [] });
    },
  );

  it('a control that is passed over, one without a mark and one without a name are found', async () => {
    const [scene] = EXAMPLE_SCENES;
    if (scene === undefined) throw new Error('there is no scene');
    const { page } = await showScene(stage, scene, 'light');
    await page.evaluate(`
      for (const [text, tabIndex] of [['passed over', -1], ['', 0], ['without a mark', 0]]) {
        const button = document.body.appendChild(document.createElement('button'));
        button.textContent = text;
        button.tabIndex = tabIndex;
        if (text === 'without a mark') button.style.setProperty('outline', 'none', 'important');
      }
    `);
    const { stops, missed } = await walkByTab(page);
    expect(missed).toEqual([expect.stringContaining('passed over')]);
    expect(stops.filter(({ name }) => name === '')).toHaveLength(1);
    expect(stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name)).toEqual(['without a mark']);
  });
});
