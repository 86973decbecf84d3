import type { LeftOutSource } from '../../api/left-out.ts';
import { EngineError } from '../../model/problem.ts';
import type { ExplainedRule } from '../../plan/filters.ts';
import { tellsFilters } from '../../rsync/left-out-arguments.ts';
import { PathLists } from '../../store/path-lists.ts';
import { dryRun, type Looked } from './local-dry-run.ts';
import { RuleTally } from './rule-tally.ts';

/** What of a source is known so far: asked for only when somebody is to be told. */
export type Tell = (state: LeftOutSource['state'], known: () => Partial<LeftOutSource>) => void;

/**
 * Goes through one source with all rules and then, rule by rule, through what each of them left out. rsync says all of it; here
 * it is only counted. Throws `run.cancelled`.
 */
export async function lookThrough(
  looked: Looked,
  name: string,
  rules: readonly ExplainedRule[],
  tell: Tell,
): Promise<void> {
  const { flavour, version } = looked.rsync;
  const rsync = { flavour, version };
  if (!tellsFilters(looked.rsync)) {
    tell('untold', () => ({ rsync }));
    return;
  }
  const tally = new RuleTally(rules);
  try {
    const listOf = (rule: number): string => looked.work.file(`${name}.${String(rule)}`);
    const lists = new PathLists(listOf);
    const whole = await dryRun(
      looked,
      { filters: rules.map(({ rule }) => rule) },
      {
        onFiltered: (record) => {
          const rule = tally.take(record);
          if (rule !== undefined) lists.add(rule, record.path);
          tell('looking', () => ({ rsync, patterns: tally.patterns(false) }));
        },
        ready: () => lists.ready(),
      },
    );
    await lists.flush();
    const kept = { entries: whole.entries, bytes: whole.bytes };
    let { problem } = whole;
    for (const rule of tally.used) {
      tell('weighing', () => ({ rsync, kept, patterns: tally.patterns(true) }));
      const weighed = await dryRun(looked, { list: listOf(rule) });
      tally.weigh(rule, { entries: weighed.entries, bytes: weighed.bytes });
      problem ??= weighed.problem;
    }
    tell('done', () => ({ rsync, kept, patterns: tally.patterns(true), problem }));
  } catch (error) {
    if (!(error instanceof EngineError) || error.problem.code === 'run.cancelled') throw error;
    tell('failed', () => ({ rsync, patterns: tally.patterns(false), problem: error.problem }));
  }
}
