/** A name's longest form (ids.ts), without what stands behind it. */
const LONGEST_NAME = 64;

/** Of the pair in the other direction: `office back`, `office back 2` */
export function wayBackName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const end = number === 1 ? ' back' : ` back ${String(number)}`;
    const wanted = `${name.slice(0, LONGEST_NAME - end.length).trimEnd()}${end}`;
    if (!isTaken(wanted)) return wanted;
  }
}
