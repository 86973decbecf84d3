/* `npm run icons`: draws the icons from build/icons/source. What it draws is committed: a build needs no drawing. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { icons } from './icons.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

for (const folder of ['app', 'tray']) rmSync(join(HERE, folder), { recursive: true, force: true });
for await (const { path, bytes } of icons()) {
  mkdirSync(dirname(join(HERE, path)), { recursive: true });
  writeFileSync(join(HERE, path), bytes);
}
