/* `npm run screens [PART …]`: pictures of every screen in every state, into test/e2e/screens/. With parts of names, of those only.
   axe judges each; what it finds is told, and is a failure. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { axeFindings } from '../pages/axe.ts';
import { PageStage, type ShownPage } from '../pages/page-stage.ts';
import { BOTH_THEMES, settle, showScene, type Scene } from '../pages/scene.ts';
import { SCENES } from '../pages/scenes.ts';
import { whyNoApp } from './launch.ts';
import { smallPng } from './small-png.ts';

const POPOVER_WIDTH = 380;
const FOLDER = fileURLToPath(new URL('./screens/', import.meta.url));

const why = whyNoApp();
if (why !== undefined) {
  console.error(`No pictures can be made ${why}.`);
  process.exit(1);
}
const parts = process.argv.slice(2);
const wanted = SCENES.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
mkdirSync(FOLDER, { recursive: true });
if (parts.length === 0)
  for (const file of readdirSync(FOLDER)) if (file.endsWith('.png')) rmSync(join(FOLDER, file));

/** As high as the popover asks to be. */
async function fit(scene: Scene, shown: ShownPage): Promise<void> {
  const asked = shown.main.asked.findLast(({ name }) => name === 'popover.fit')?.input;
  if (scene.page !== 'popover' || scene.size !== undefined || asked === undefined) return;
  await stage.resize(POPOVER_WIDTH, Math.ceil((asked as { readonly height: number }).height));
  await settle(shown);
}

const stage = await PageStage.open();
let findings = 0;
try {
  for (const scene of wanted)
    for (const theme of scene.themes ?? BOTH_THEMES) {
      const name = `${scene.name}-${theme}`;
      const shown = await showScene(stage, scene, theme);
      await fit(scene, shown);
      const isEnlarged = scene.zoom !== undefined;
      const picture = isEnlarged ? await stage.picture() : await shown.page.screenshot({ caret: 'hide' });
      writeFileSync(join(FOLDER, `${name}.png`), await smallPng(picture));
      const found = await axeFindings(shown.page);
      findings += found.length;
      console.log([name, ...found].join('\n  '));
    }
} finally {
  await stage.close();
}
if (findings > 0) {
  console.error(`axe has something against ${String(findings)} places.`);
  process.exitCode = 1;
}
