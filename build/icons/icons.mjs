import { drawGlyph, drawSource } from './draw.mjs';
import { icns, ICNS_SIZES } from './icns.mjs';

/** The states of the tray icon; they differ in shape, since macOS colours it as it likes. */
const STATES = ['ready', 'overdue', 'needs-you', 'paused', 'unknown'];
export const SYNCING_FRAMES = 8;

/** Where panels do not colour icons: named for the panel. */
const PANELS = { 'on-light': '#2e3436', 'on-dark': '#ffffff' };
const LINUX_SIZES = [16, 32, 48, 128, 256, 512];

/** Draws every icon; yields its path below build/icons and its bytes. */
export async function* icons() {
  for (const { name, badge, turns } of glyphs()) {
    yield* atBothDensities(`tray/${name}Template`, { badge, turns, colour: '#000000' }, 16);
    for (const [panel, colour] of Object.entries(PANELS)) {
      yield* atBothDensities(`tray/${panel}/${name}`, { badge, turns, colour }, 24);
    }
  }
  /** @type {Map<number, Buffer>} */
  const pictures = new Map();
  for (const pixels of new Set([...ICNS_SIZES, ...LINUX_SIZES])) {
    pictures.set(pixels, (await drawSource('app', pixels)).toBuffer('image/png'));
  }
  yield { path: 'app/icon.png', bytes: pictures.get(1024) ?? Buffer.alloc(0) };
  yield { path: 'app/icon.icns', bytes: icns(pictures) };
  for (const pixels of LINUX_SIZES) {
    yield { path: `app/sizes/${pixels}x${pixels}.png`, bytes: pictures.get(pixels) ?? Buffer.alloc(0) };
  }
}

function glyphs() {
  const still = STATES.map((name) => ({ name, badge: name === 'ready' ? undefined : name, turns: 0 }));
  const turning = Array.from({ length: SYNCING_FRAMES }, (_, index) => ({
    name: `syncing-${index + 1}`,
    badge: 'syncing',
    turns: index / SYNCING_FRAMES,
  }));
  return [...still, ...turning];
}

/** As Electron looks for them: "@2x" beside it.
 *  @param {string} path
 *  @param {Parameters<typeof drawGlyph>[0]} glyph
 *  @param {number} points */
async function* atBothDensities(path, glyph, points) {
  yield { path: `${path}.png`, bytes: (await drawGlyph(glyph, points)).toBuffer('image/png') };
  yield { path: `${path}@2x.png`, bytes: (await drawGlyph(glyph, 2 * points)).toBuffer('image/png') };
}
