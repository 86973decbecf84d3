/** Which of a person's patterns left something out; one that never does is probably misspelt. */
export class PatternUse {
  readonly #patterns: readonly string[];
  readonly #used = new Set<string>();

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns;
  }

  /** Takes a pattern as rsync names it: without a sign, and without the slash that asks for directories only. */
  used(pattern: string): void {
    this.#used.add(bare(pattern));
  }

  unused(): readonly string[] {
    return this.#patterns.filter((pattern) => !this.#used.has(bare(pattern.replace(/^[+-] /, ''))));
  }
}

function bare(pattern: string): string {
  return pattern.replace(/\/+$/, '');
}
