import type { LeftOutPattern, Weight } from '../../api/left-out.ts';
import type { PathText } from '../../model/path-text.ts';
import type { ExplainedRule } from '../../plan/filters.ts';
import type { FilteredRecord } from '../../rsync/output.ts';

const SAMPLES = 5;

interface Tally {
  readonly rule: ExplainedRule;
  matches: number;
  samples: PathText[];
  weight: Weight | undefined;
}

/** What each rule left out, as rsync says it. Of two rules with one pattern the first counts, as it does for rsync. */
export class RuleTally {
  readonly #tallies: readonly Tally[];
  readonly #byPattern = new Map<string, number>();

  constructor(rules: readonly ExplainedRule[]) {
    // `+` and `R` leave out nothing.
    const hiding = rules.filter(({ rule }) => /^[-H] /.test(rule));
    this.#tallies = hiding.map((rule) => ({ rule, matches: 0, samples: [], weight: undefined }));
    for (const [at, { rule }] of hiding.entries()) {
      const key = bare(rule.slice(2));
      if (!this.#byPattern.has(key)) this.#byPattern.set(key, at);
    }
  }

  /** The number of the rule, to note the path under; `undefined` for a rule that is none of these. */
  take({ rule, path }: FilteredRecord): number | undefined {
    const at = this.#byPattern.get(bare(rule));
    const tally = at === undefined ? undefined : this.#tallies[at];
    if (tally === undefined) return undefined;
    tally.matches += 1;
    if (tally.samples.length < SAMPLES) tally.samples.push(path);
    return at;
  }

  /** The numbers of those that left something out. */
  get used(): readonly number[] {
    return [...this.#tallies.keys()].filter((at) => (this.#tallies[at]?.matches ?? 0) > 0);
  }

  weigh(at: number, weight: Weight): void {
    const tally = this.#tallies[at];
    if (tally !== undefined) tally.weight = weight;
  }

  /** Where the source was gone through, those that matched nothing weigh nothing. */
  patterns(isComplete: boolean): LeftOutPattern[] {
    return this.#tallies
      .filter(({ rule, matches }) => rule.from !== 'app' || matches > 0)
      .map(({ rule, matches, samples, weight }) => ({
        pattern: rule.rule.slice(2),
        from: rule.from,
        reason: rule.reason,
        matches,
        weight: weight ?? (isComplete && matches === 0 ? { entries: 0, bytes: 0 } : undefined),
        samples: [...samples],
      }));
  }
}

/** rsync keeps the slash that asks for directories only, or says it anew. */
function bare(pattern: string): string {
  return pattern.replace(/\/+$/, '');
}
