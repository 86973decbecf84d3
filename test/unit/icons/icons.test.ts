import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { icons } from '../../../build/icons/icons.mjs';
import { ROOT } from '../../../build/setup/processes.mjs';

const FOLDER = join(ROOT, 'build/icons');
/** Of 255. Processors round differently where an edge crosses a pixel. */
const ROUNDING = 2;

it('draws what is committed', async () => {
  const drawn = await drawAll();
  expect([...drawn.keys()].sort()).toEqual([...committed('app'), ...committed('tray')].sort());
  for (const [path, bytes] of drawn) {
    if (!path.endsWith('.png')) continue;
    const [is, was] = [await pixelsOf(bytes), await pixelsOf(readFileSync(join(FOLDER, path)))];
    expect(is.length, path).toBe(was.length);
    expect(largestDifference(is, was), path).toBeLessThanOrEqual(ROUNDING);
  }
}, 30_000);

it('gives macOS’s icon a picture for every size', () => {
  const file = readFileSync(join(FOLDER, 'app/icon.icns'));
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const sizes: Record<string, number> = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    // A PNG's width stands behind its signature and the head of its first chunk.
    sizes[file.toString('latin1', at, at + 4)] = file.readUInt32BE(at + 8 + 16);
  }
  expect(sizes).toEqual({
    ...{ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128 },
    ...{ ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 },
  });
});

it('draws template images in black alone', async () => {
  for (const path of committed('tray').filter((name) => name.includes('Template'))) {
    const pixels = await pixelsOf(readFileSync(join(FOLDER, path)));
    const coloured = pixels.filter((value, index) => index % 4 !== 3 && value !== 0);
    expect(coloured.length, path).toBe(0);
  }
});

it('tells each state from every other by its shape at 16 pixels', async () => {
  const names = committed('tray').filter((name) => /^tray\/[^/]*Template\.png$/.test(name));
  const shapes = await Promise.all(
    names.map(async (name) =>
      (await pixelsOf(readFileSync(join(FOLDER, name)))).filter((_, index) => index % 4 === 3),
    ),
  );
  expect(names).toHaveLength(5 + 8);
  const alike = shapes.flatMap((one, index) =>
    shapes
      .slice(index + 1)
      .filter((other) => one.filter((alpha, at) => differs(alpha, other[at])).length < 8),
  );
  expect(alike).toEqual([]);
});

async function drawAll(): Promise<Map<string, Buffer>> {
  const drawn = new Map<string, Buffer>();
  for await (const { path, bytes } of icons()) drawn.set(path, bytes);
  return drawn;
}

function committed(folder: string): string[] {
  return readdirSync(join(FOLDER, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1));
}

async function pixelsOf(png: Buffer): Promise<Uint8ClampedArray> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}

function largestDifference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  let most = 0;
  for (const [index, value] of one.entries()) most = Math.max(most, Math.abs(value - (other[index] ?? 0)));
  return most;
}

/** So much that it is seen. */
function differs(one: number, other = 0): boolean {
  return Math.abs(one - other) > 64;
}
