/*
 * Single wakes as pmset(1) has them: `pmset schedule wakeorpoweron "11/27/26 02:59:00" OWNER`, as root. `pmset -g sched` lists one as
 * ` [0]  wakepoweron at 11/27/2026 02:59:00 by 'OWNER'`; the word for the kind is IOPMLib.h's on some systems and the argument's on
 * others, the year has two figures or four, and more may follow. What is repeated has a section and lines of its own.
 */

const KIND = 'wakeorpoweron';
const LISTED_KINDS: readonly string[] = ['wakepoweron', KIND];

/** `at`: as `wallText` writes it. */
export interface WakeEvent {
  readonly at: string;
  readonly owner: string;
}

const LINE = /^\s*\[\d+\]\s+(\w+) at (\d\d)\/(\d\d)\/(?:\d\d)?(\d\d) (\d\d:\d\d:\d\d) by '([^']*)'/;

/** The wakes in what `pmset -g sched` prints, whoever's they are. Lines that are anything else are passed over. */
export function parseWakeEvents(text: string): readonly WakeEvent[] {
  return text.split('\n').flatMap((line) => {
    const [, kind = '', month = '', day = '', year = '', time = '', owner = ''] = LINE.exec(line) ?? [];
    return LISTED_KINDS.includes(kind) ? [{ at: `${month}/${day}/${year} ${time}`, owner }] : [];
  });
}

/** What is to be done so that this owner has exactly these wakes. Nobody else's are touched. */
export function wakeChanges(
  listed: readonly WakeEvent[],
  wanted: readonly string[],
  owner: string,
): { readonly add: readonly string[]; readonly cancel: readonly string[] } {
  const own = ownWakes(listed, owner);
  return {
    add: [...new Set(wanted)].filter((at) => !own.includes(at)),
    cancel: own.filter((at) => !wanted.includes(at)),
  };
}

export function ownWakes(listed: readonly WakeEvent[], owner: string): readonly string[] {
  return [...new Set(listed.filter((event) => event.owner === owner).map(({ at }) => at))];
}

export function addArguments({ at, owner }: WakeEvent): readonly string[] {
  return ['schedule', KIND, at, owner];
}

export function cancelArguments({ at, owner }: WakeEvent): readonly string[] {
  return ['schedule', 'cancel', KIND, at, owner];
}

/** For a person to paste. */
export function lineByHand({ at, owner }: WakeEvent): string {
  return `sudo pmset schedule ${KIND} "${at}" ${owner}`;
}
