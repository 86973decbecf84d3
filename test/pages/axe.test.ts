import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { axeFindings } from './axe.ts';
import { PageStage } from './page-stage.ts';
import { settle, showScene } from './scene.ts';
import { EXAMPLE_SCENES } from './scenes.ts';

describe.skipIf(whyNoApp() !== undefined)('axe', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  it.each(EXAMPLE_SCENES.map((scene) => [scene.name, scene] as const))(
    'has nothing against %s',
    async (_, scene) => {
      const shown = await showScene(stage, scene, 'light');
      const light = await axeFindings(shown.page);
      // The same page in the other colours: nothing else of it changes.
      await shown.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await settle(shown);
      expect({ light, dark: await axeFindings(shown.page, ['color-contrast']) }).toEqual({
        light: [],
        dark: [],
      });
    },
  );

  it('finds a button without a name, and pale text in the dark', async () => {
    const [scene] = EXAMPLE_SCENES;
    if (scene === undefined) throw new Error('there is no scene');
    const { page } = await showScene(stage, scene, 'dark');
    await page.evaluate(`
      for (const text of ['', 'pale']) {
        const button = document.createElement('button');
        button.textContent = text;
        button.style.color = '#333';
        button.style.background = '#222';
        document.querySelector('main').prepend(button);
      }
    `);
    const rules = (await axeFindings(page)).map((line) => line.replace(/ .*/s, ''));
    expect(rules).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
  });
});
