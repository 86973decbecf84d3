import { z } from 'zod';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const Whole = z.number().int().min(-100_000).max(100_000);

/** Where the window was when it was last seen. */
export const WindowPlace = z.object({
  x: Whole,
  y: Whole,
  width: Whole.min(1),
  height: Whole.min(1),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

export const SMALLEST = { width: 760, height: 520 };
const USUAL = { width: 980, height: 680 };
/** So much of the title bar has to be seen to be dragged by. */
const GRIP = { width: 120, height: 40 };

/** Where the window is to be: as it was, as far as there still is a display; without `x` in the middle of the main one. */
export function placeOnDisplays(
  before: WindowPlace | undefined,
  workAreas: readonly Area[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  const [main] = workAreas;
  if (main === undefined) return USUAL;
  if (before === undefined) return sizeWithin(USUAL, main);
  const area = workAreas.find((each) => isReachable(before, each));
  if (area === undefined) return sizeWithin(before, main);
  return { x: before.x, y: before.y, ...sizeWithin(before, area) };
}

function sizeWithin(
  wanted: { readonly width: number; readonly height: number },
  area: Area,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(SMALLEST.width, Math.min(wanted.width, area.width)),
    height: Math.max(SMALLEST.height, Math.min(wanted.height, area.height)),
  };
}

function isReachable(place: WindowPlace, area: Area): boolean {
  const seen = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return (
    seen >= GRIP.width && place.y >= area.y - GRIP.height / 2 && place.y <= area.y + area.height - GRIP.height
  );
}
