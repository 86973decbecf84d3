import { describe, expect, it } from 'vitest';
import { placePopover } from '../../../main/window/popover-place.ts';
import { placeOnDisplays, type Area } from '../../../main/window/window-place.ts';

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
/** A Mac's own display with its menu bar, and a larger one to its left. */
const MAC = { bounds: area(0, 0, 1440, 900), workArea: area(0, 25, 1440, 875) };
const LEFT = { bounds: area(-1920, 0, 1920, 1080), workArea: area(-1920, 25, 1920, 1055) };
const DISPLAYS = [MAC, LEFT];
const SIZE = { width: 380, height: 300 };
const nowhere = { x: 700, y: 500 };

describe('the place of the popover', () => {
  it('is under the icon, in its middle', () => {
    expect(placePopover(SIZE, { icon: area(1000, 0, 30, 25), pointer: nowhere }, DISPLAYS)).toEqual(
      area(825, 31, 380, 300),
    );
  });

  it('is on the display of the icon, as a whole', () => {
    expect(placePopover(SIZE, { icon: area(1420, 0, 20, 25), pointer: nowhere }, DISPLAYS)).toEqual(
      area(1054, 31, 380, 300),
    );
    expect(placePopover(SIZE, { icon: area(-1910, 0, 20, 25), pointer: nowhere }, DISPLAYS)).toEqual(
      area(-1914, 31, 380, 300),
    );
  });

  it('is above an icon at the lower edge', () => {
    const display = { bounds: area(0, 0, 1280, 800), workArea: area(0, 0, 1280, 770) };
    expect(placePopover(SIZE, { icon: area(1100, 772, 24, 24), pointer: nowhere }, [display])).toEqual(
      area(894, 464, 380, 300),
    );
  });

  it('is near the pointer where nobody says where the icon is, else in the upper right corner', () => {
    const unknown = { icon: undefined, pointer: { x: 1000, y: 5 } };
    expect(placePopover(SIZE, unknown, DISPLAYS)).toEqual(area(810, 31, 380, 300));
    const empty = { icon: area(0, 0, 0, 0), pointer: nowhere };
    expect(placePopover(SIZE, empty, DISPLAYS)).toEqual(area(1054, 31, 380, 300));
    const low = { icon: undefined, pointer: { x: -1000, y: 1075 } };
    expect(placePopover(SIZE, low, DISPLAYS)).toEqual(area(-1190, 774, 380, 300));
  });

  it('is no higher than the display', () => {
    const high = { width: 380, height: 4_000 };
    expect(placePopover(high, { icon: area(1000, 0, 30, 25), pointer: nowhere }, DISPLAYS)).toEqual(
      area(825, 31, 380, 863),
    );
  });
});

describe('the place of the window', () => {
  const areas = [MAC.workArea, LEFT.workArea];
  const place = { ...area(-1800, 100, 1000, 700), isMaximized: false };

  it('is where it was', () => {
    expect(placeOnDisplays(place, areas)).toEqual(area(-1800, 100, 1000, 700));
  });

  it('is in the middle, in its size, when its display is gone', () => {
    expect(placeOnDisplays(place, [MAC.workArea])).toEqual({ width: 1000, height: 700 });
  });

  it('is where its title bar can be reached', () => {
    const above = { ...place, x: 100, y: -300 };
    const aside = { ...place, x: 1400, y: 100 };
    for (const lost of [above, aside]) expect(placeOnDisplays(lost, [MAC.workArea])).not.toHaveProperty('x');
  });

  it('is no larger than the display, and no smaller than it can be', () => {
    const large = { ...area(0, 25, 5_000, 5_000), isMaximized: false };
    expect(placeOnDisplays(large, areas)).toEqual(area(0, 25, 1440, 875));
    const small = { ...area(0, 25, 400, 300), isMaximized: false };
    expect(placeOnDisplays(small, areas)).toEqual(area(0, 25, 760, 520));
    expect(placeOnDisplays(undefined, areas)).toEqual({ width: 980, height: 680 });
  });
});
