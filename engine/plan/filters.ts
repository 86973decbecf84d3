import type { Pair } from '../model/pair.ts';
import type { PlanRefusal } from '../model/plan.ts';
import { err, ok, type Result } from '../model/result.ts';
import { MARKER_NAME, PARTIAL_DIR_NAME, type Volume } from '../model/volume.ts';
import { patternFault, splitPattern } from './pattern.ts';
import { PRESETS, ROOT_TRAPS } from './presets.ts';

/** All excludes of a pair that rsync would not take as meant. */
export function checkPatterns(excludes: readonly string[]): readonly PlanRefusal[] {
  return excludes.flatMap((pattern): PlanRefusal[] => {
    const fault = patternFault(pattern);
    return fault === undefined ? [] : [{ reason: 'filters.invalid', details: { pattern, found: fault } }];
  });
}

/** A path below another one, as a pattern anchored at the outer one's root; rsync's wildcards are escaped. */
function anchored(outer: string, inner: string): string {
  const below = inner.slice(outer === '/' ? 0 : outer.length);
  return /[*?[]/.test(below) ? below.replace(/[\\*?[]/g, '\\$&') : below;
}

export function isBelow(outer: string, inner: string): boolean {
  return inner !== outer && inner.startsWith(outer === '/' ? '/' : `${outer}/`);
}

/** One of rsync's filter rules, and where it comes from. */
export interface ExplainedRule {
  /** With its sign, as rsync takes it. */
  readonly rule: string;
  readonly from: 'app' | 'person' | 'preset';
  /** Of the app's and of a preset's. */
  readonly reason?: string;
}

/** What the app itself keeps out of every volume, before any rule of a person. */
function ownRules(pair: Pair, volume: Volume): ExplainedRule[] {
  // A destination inside this destination belongs to another volume of the pair; so does a source inside this source
  // only if it is not meant to be copied twice, which is a person's choice.
  const inner = pair.volumes.filter((other) => isBelow(volume.destination, other.destination));
  const own = (rule: string, reason: string): ExplainedRule => ({ rule, from: 'app', reason });
  return [
    own(`- /${MARKER_NAME}`, 'the mark of a standby'),
    own(`R ${PARTIAL_DIR_NAME}/`, 'half-copied files'),
    own(`H ${PARTIAL_DIR_NAME}/`, 'half-copied files'),
    ...inner.map((other) =>
      own(`- ${anchored(volume.destination, other.destination)}`, 'the place of another volume of this pair'),
    ),
    ...(volume.source === '/' ? ROOT_TRAPS.map((trap) => own(`- ${trap.pattern}`, trap.reason)) : []),
  ];
}

/** The filter rules of one volume in rsync's order, the first that matches decides, each with its reason. */
export function explainedRules(
  pair: Pair,
  volume: Volume,
): Result<readonly ExplainedRule[], readonly PlanRefusal[]> {
  const faults = checkPatterns(pair.filters.excludes);
  if (faults.length > 0) return err(faults);
  const own = pair.filters.excludes.map((pattern): ExplainedRule => {
    const { sign, body } = splitPattern(pattern);
    return { rule: `${sign} ${body}`, from: 'person' };
  });
  const preset = PRESETS[pair.filters.preset].map(({ pattern, reason }): ExplainedRule => ({
    rule: `- ${pattern}`,
    from: 'preset',
    reason,
  }));
  return ok([...ownRules(pair, volume), ...own, ...preset]);
}

/** As `explainedRules`, for rsync. */
export function filterRules(pair: Pair, volume: Volume): Result<readonly string[], readonly PlanRefusal[]> {
  const rules = explainedRules(pair, volume);
  return rules.ok ? ok(rules.value.map(({ rule }) => rule)) : rules;
}
