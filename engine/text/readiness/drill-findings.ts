import { countOf, formatCount, formatDuration } from '../amounts.ts';
import { drillStepTitle } from '../drill-words.ts';
import { words } from '../words.ts';
import type { FindingTable } from './finding-words.ts';
import { listOf } from './list-of.ts';

/** What the last drill has shown. */
export const DRILL_FINDINGS: Pick<
  FindingTable,
  'never-drilled' | 'drill-old' | 'drill-passed' | 'drill-failed' | 'drill-warned'
> = {
  'never-drilled': (_, { ways, pair }) =>
    words('nobody has ever tried whether the standby can do its part.', ways.drill(pair), 'open-failover'),
  'drill-old': ({ limitMs }, { ways, pair }) =>
    words(`the last drill is older than ${formatDuration(limitMs)}.`, ways.drill(pair), 'open-failover'),
  'drill-passed': ({ passed, skipped }) =>
    words(
      `all ${countOf(passed, 'thing')} that ${passed === 1 ? 'was' : 'were'} tried went well${skipped === 0 ? '' : `; ${formatCount(skipped)} could not be tried`}.`,
    ),
  'drill-failed': ({ steps }, { ways, pair }) =>
    words(
      steps.length === 0
        ? 'the last drill did not come to its end.'
        : `in the last drill this failed: ${listOf(steps.map(drillStepTitle))}.`,
      ways.drill(pair),
      'open-failover',
    ),
  'drill-warned': ({ steps }, { ways, pair }) =>
    words(
      `the last drill went well, with something to see: ${listOf(steps.map(drillStepTitle))}.`,
      ways.drill(pair),
      'open-failover',
    ),
};
