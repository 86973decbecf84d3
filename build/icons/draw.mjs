import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const SOURCES = new URL('source/', import.meta.url);
/** As a part of the width, and of the height. */
const BADGE_MIDDLE = 12 / 16;

/**
 * Draws a source alone, as a square of so many pixels.
 * @param {string} name
 * @param {number} pixels
 */
export async function drawSource(name, pixels) {
  const canvas = createCanvas(pixels, pixels);
  canvas.getContext('2d').drawImage(await sourceAt(name, pixels), 0, 0);
  return canvas;
}

/**
 * Draws the two machines with a badge in their corner, or without one.
 * @param {object} glyph
 * @param {string | undefined} glyph.badge
 * @param {number} glyph.turns of the badge about its middle
 * @param {string} glyph.colour
 * @param {number} pixels
 */
export async function drawGlyph({ badge, turns, colour }, pixels) {
  const canvas = await drawSource(badge === undefined ? 'machines' : 'machines-and-badge', pixels);
  const context = canvas.getContext('2d');
  if (badge !== undefined) {
    const middle = BADGE_MIDDLE * pixels;
    context.translate(middle, middle);
    context.rotate(turns * 2 * Math.PI);
    context.drawImage(await sourceAt(`badge-${badge}`, pixels), -middle, -middle);
    context.resetTransform();
  }
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, pixels, pixels);
  return canvas;
}

/** An image drawn from its lines in this size, not scaled from another.
 *  @param {string} name
 *  @param {number} pixels */
async function sourceAt(name, pixels) {
  const text = readFileSync(new URL(`${name}.svg`, SOURCES), 'utf8');
  return loadImage(
    Buffer.from(text.replace(/width="\d+" height="\d+"/, `width="${pixels}" height="${pixels}"`)),
  );
}
