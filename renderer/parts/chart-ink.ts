const TOKENS = ['text', 'text-2', 'line', 'accent', 'accent-fill', 'good', 'warn', 'bad', 'surface'] as const;

/** The tokens of the look as a canvas takes them. */
export interface ChartInk {
  readonly color: Readonly<Record<(typeof TOKENS)[number], string>>;
  /** For what stands beside an axis. */
  readonly font: string;
  /** Pixels. */
  readonly rem: number;
}

/** A canvas knows neither variables nor `light-dark()`: an element of the page resolves them. */
export function chartInk(within: HTMLElement): ChartInk {
  const probe = document.createElement('span');
  within.append(probe);
  const colors = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color];
  });
  const { fontFamily } = getComputedStyle(within);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  probe.remove();
  return {
    color: Object.fromEntries(colors) as ChartInk['color'],
    font: `${String(rem * 0.846)}px ${fontFamily}`,
    rem,
  };
}
