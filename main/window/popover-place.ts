import type { Area } from './window-place.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What the popover is put at: the tray icon, where the system says where that is; else where the pointer is. */
export interface Anchor {
  readonly icon: Area | undefined;
  readonly pointer: Spot;
}

export interface Display {
  readonly bounds: Area;
  /** Without menu bar, panels and Dock. */
  readonly workArea: Area;
}

/** From the edges, and from the icon. */
const GAP = 6;

/** Under the icon, or above it where that is at the lower edge, and as a whole on the display of the icon. */
export function placePopover(
  size: { readonly width: number; readonly height: number },
  anchor: Anchor,
  displays: readonly Display[],
): Area {
  const icon = anchor.icon !== undefined && anchor.icon.width > 0 ? anchor.icon : undefined;
  const point = icon === undefined ? anchor.pointer : centreOf(icon);
  const display = displayAt(point, displays);
  if (display === undefined) return { ...point, ...size };
  const { workArea: area } = display;
  const height = Math.min(size.height, area.height - 2 * GAP);
  // Where the icon is unknown the corner is where menu bars and panels have theirs.
  const x = icon === undefined && !isAtEdge(point, area) ? area.x + area.width : point.x - size.width / 2;
  return {
    x: within(x, area.x + GAP, area.x + area.width - size.width - GAP),
    y: within(yOf(icon, point, height, area), area.y + GAP, area.y + area.height - height - GAP),
    width: size.width,
    height,
  };
}

function yOf(icon: Area | undefined, point: Spot, height: number, area: Area): number {
  const isLow = point.y > area.y + area.height / 2;
  if (icon === undefined) return isLow && isAtEdge(point, area) ? area.y + area.height - height : area.y;
  return isLow ? icon.y - height - GAP : icon.y + icon.height + GAP;
}

/** Near the upper or lower edge, where whoever clicked an icon has the pointer. */
function isAtEdge({ y }: Spot, area: Area): boolean {
  const near = 48;
  return y < area.y + near || y > area.y + area.height - near;
}

function displayAt({ x, y }: Spot, displays: readonly Display[]): Display | undefined {
  const holds = ({ bounds }: Display): boolean =>
    x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height;
  return displays.find(holds) ?? displays[0];
}

function centreOf({ x, y, width, height }: Area): Spot {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The lower bound wins where there is no room. */
function within(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(most, value)));
}
