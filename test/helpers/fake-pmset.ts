import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from './temp-dir.ts';

/** Keeps its events in a file beside it, lists them as macOS 15 does, and refuses what only root may as that does. */
const SCRIPT = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
printf '%s\\n' "$*" >>calls
touch events
root() {
  if [ -e not-root ]; then echo 'pmset: This operation must be run as root' >&2; exit 1; fi
  if [ -s fault ]; then cat fault >&2; exit 64; fi
}
case "$1 $2" in
'-g sched')
  if [ -s repeating ]; then echo 'Repeating power events:'; cat repeating; fi
  if [ -s events ]; then
    echo 'Scheduled power events:'
    awk -F'|' '{ kind = $1 == "wakeorpoweron" ? "wakepoweron" : $1
      print " [" NR - 1 "]  " kind " at " substr($2, 1, 6) "20" substr($2, 7) " by \\047" $3 "\\047" $4 }' events
  elif [ ! -s repeating ]; then echo 'No scheduled events.'; fi ;;
'schedule cancel')
  root
  if ! grep -qF "$3|$4|$5|" events; then echo 'pmset: no such event' >&2; exit 1; fi
  grep -vF "$3|$4|$5|" events >rest || :
  mv rest events ;;
schedule*)
  root
  if [ ! -e deaf ]; then echo "$2|$3|$4|" >>events; fi ;;
*) echo 'Usage: pmset' >&2; exit 64 ;;
esac
`;

/** A program that is called as pmset(1) is. */
export class FakePmset {
  readonly #folder = tempDir();
  readonly path = join(this.#folder, 'pmset');

  constructor() {
    writeFileSync(this.path, SCRIPT);
    chmodSync(this.path, 0o755);
  }

  /** `wakeorpoweron 11/27/26 02:59:00 OWNER`, in the order in which they came. */
  get events(): readonly string[] {
    return this.#lines('events').map((line) => line.split('|').slice(0, 3).join(' '));
  }

  /** What would be changed, and what was changed: everything but looks. */
  get changes(): readonly string[] {
    return this.#lines('calls').filter((line) => !line.startsWith('-g '));
  }

  /** All calls. */
  get calls(): readonly string[] {
    return this.#lines('calls');
  }

  /** Of whomever. `more`: what stands behind the owner. */
  add(kind: string, at: string, owner: string, more = ''): void {
    appendFileSync(join(this.#folder, 'events'), `${kind}|${at}|${owner}|${more}\n`);
  }

  repeat(line: string): void {
    appendFileSync(join(this.#folder, 'repeating'), `  ${line}\n`);
  }

  set isRoot(is: boolean) {
    this.#mark('not-root', !is);
  }

  /** Takes what it is told, and forgets it. */
  set isDeaf(is: boolean) {
    this.#mark('deaf', is);
  }

  set fault(text: string) {
    writeFileSync(join(this.#folder, 'fault'), text);
  }

  #mark(name: string, is: boolean): void {
    if (is) writeFileSync(join(this.#folder, name), '');
    else rmSync(join(this.#folder, name), { force: true });
  }

  #lines(name: string): readonly string[] {
    const path = join(this.#folder, name);
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  }
}
