/** The smallest of the values that so large a share of all does not pass: 0.95 for the 95th percentile, 1 for the worst. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[at - 1] ?? Number.NaN;
}
