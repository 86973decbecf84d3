import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sortLines } from '../../../engine/platform/sort-lines.ts';
import { openHistory, type HistoryStore } from '../../../engine/store/history.ts';
import { aChange, PORTS, runIdAt, VOLUME } from '../../unit/store/run-builder.ts';
import { tempHome } from '../../unit/store/temp-home.ts';

const RUN = runIdAt(0);
const COUNT = Number(process.env['WARMSPARE_TREE_ENTRIES'] ?? 200_000);
const FOLDERS = 2_000;

/** Names as a photographer has them, in an order that is not theirs; one folder holds a tenth of all. */
function pathOf(i: number): string {
  const folder = i % 10 === 0 ? 'all in one' : `${String((i * 7919) % FOLDERS)}/some folder`;
  return `Users/anna/Pictures/${folder}/IMG_${String(i).padStart(7, '0')}.CR2`;
}

async function aLargeHistory(): Promise<HistoryStore> {
  const home = await tempHome();
  const folder = join(home, 'history', RUN);
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < COUNT; at += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => ({ ...aChange(1), path: pathOf(at + i) }));
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await appendFile(join(folder, 'changes.ndjson'), text);
  }
  return openHistory(home, { ...PORTS, sortLines });
}

async function spent(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle one of several. */
async function usually(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) times.push(await spent(work));
  return times.sort((a, b) => a - b)[3] ?? Infinity;
}

it('opens a folder and finds a name among 200,000 changes at once, with little memory', async () => {
  const history = await aLargeHistory();
  const used = (): number => process.memoryUsage().rss;
  const before = used();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, used())), 20);
  const firstMs = await spent(() => history.folder(RUN, {}));
  clearInterval(watch);
  const pictures = 'Users/anna/Pictures';
  const ask = (path: string, offset = 0): Promise<unknown> =>
    history.folder(RUN, { volumeId: VOLUME, path, offset, limit: 200 });
  const [folders, deep, far, search] = [
    await usually(() => ask(pictures)),
    await usually(() => ask(`${pictures}/1003/some folder`)),
    await usually(() => ask(`${pictures}/all in one`, COUNT / 10 - 300)),
    await usually(() => history.search(RUN, { text: 'img_0123', limit: 100 })),
  ];
  const measured = { firstMs, folders, deep, far, search, growthMb: (peak - before) / 1e6 };
  if (process.env['WARMSPARE_TREE_ENTRIES'] !== undefined) console.info(measured);
  expect(await history.folder(RUN, { volumeId: VOLUME, path: pictures })).toMatchObject({
    total: FOLDERS * 0.9 + 1,
  });
  expect(await history.search(RUN, { text: 'img_0123' })).toMatchObject({
    total: COUNT > 123_999 ? 1_000 : 0,
  });
  expect(Math.max(folders, deep, far)).toBeLessThan(100);
  expect(search).toBeLessThan(1_000);
  expect(measured.growthMb).toBeLessThan(400);
});
