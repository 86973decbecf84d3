import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';

/** Looks at every process's arguments and environment, again and again, for what must not be there. */
export class ProcessWatch {
  readonly #needles: readonly Buffer[];
  readonly #found = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  samples = 0;

  constructor(secrets: readonly string[]) {
    this.#needles = secrets.map((secret) => Buffer.from(secret));
    this.#lookAgain(15);
  }

  /** At most a quarter of the time is spent on looking: what is looked at is to go on beside it. */
  #lookAgain(afterMs: number): void {
    this.#timer = setTimeout(() => {
      const startedAt = performance.now();
      this.#look();
      this.#lookAgain(Math.max(15, 3 * (performance.now() - startedAt)));
    }, afterMs);
  }

  /** Where a secret was seen: `cmdline of sshd`. */
  stop(): readonly string[] {
    this.#look();
    clearTimeout(this.#timer);
    return [...this.#found];
  }

  #look(): void {
    this.samples += 1;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      for (const file of ['cmdline', 'environ']) {
        const text = read(`/proc/${pid}/${file}`);
        if (!this.#needles.some((needle) => text.includes(needle))) continue;
        this.#found.add(`${file} of ${read(`/proc/${pid}/comm`).toString().trim()}`);
      }
    }
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // It ended while it was looked at.
    return Buffer.alloc(0);
  }
}

/** Every way in which a value could be printed. */
export function everythingSaid(value: unknown): string {
  const own = value instanceof Error ? [value.stack, String(value), everythingSaid(value.cause)] : [];
  const shown = inspect(value, { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null });
  return [shown, JSON.stringify(value), ...own].join('\n');
}

export function holds(value: unknown, secrets: readonly string[]): boolean {
  const said = everythingSaid(value);
  return secrets.some((secret) =>
    [secret, JSON.stringify(secret).slice(1, -1)].some((form) => said.includes(form)),
  );
}
