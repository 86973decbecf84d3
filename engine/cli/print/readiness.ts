import type { SurveyReport } from '../../api/failover.ts';
import { printable } from '../../model/path-text.ts';
import type { CheckState, Overall, ReadinessCheck } from '../../model/readiness.ts';
import { CHECK_TITLES, OVERALL_MEANINGS, OVERALL_WORDS } from '../../text/readiness/check-titles.ts';
import { findingWords } from '../../text/readiness/finding-words.ts';
import { REASON_WORDS, STRATEGY_WORDS } from '../../text/readiness/strategy-words.ts';
import { formatTime } from '../../text/times.ts';
import { uncapitalised } from '../../text/words.ts';
import { CLI_WAYS } from '../text/ways.ts';
import { formatFields } from './columns.ts';
import type { PrintContext, Style } from './context.ts';
import { printProblem } from './problem.ts';

/** The answer first, and why; then every check with what was seen, and what to do about it. */
export function printReadiness({ pair, readiness, problems }: SurveyReport, context: PrintContext): string {
  const { overall, strategy, reason, checks } = readiness;
  const { style } = context;
  const title = `${style.strong(printable(pair.name))}: ${OVERALL_STYLES[overall](style)(uncapitalised(OVERALL_WORDS[overall]))}. ${OVERALL_MEANINGS[overall]}`;
  const away = (['primary', 'standby'] as const).flatMap((side) => {
    const problem = problems[side];
    return problem === undefined
      ? []
      : [`The ${side} could not be asked: ${printProblem(problem, pair.name)}`];
  });
  return [
    title,
    formatFields([
      ['Way', `${STRATEGY_WORDS[strategy]}, because ${REASON_WORDS[reason]}`],
      ...checks.map((check) => [CHECK_TITLES[check.id], checkText(check, pair.name, context)] as const),
    ]),
    ...away,
  ].join('\n');
}

function checkText({ state, finding, at }: ReadinessCheck, pair: string, context: PrintContext): string {
  const { message, remedy } = findingWords(finding, { ...context, pair, ways: CLI_WAYS });
  const seen = at === undefined || finding.kind === 'copy-age' ? '' : ` (${formatTime(at, context)})`;
  const mark = STATE_STYLES[state](context.style)(STATE_WORDS[state]);
  const said = `${mark}  ${message}${seen}`;
  return state === 'pass' || remedy === undefined ? said : `${said}\n${MARGIN}${remedy}`;
}

/** Of one width. */
const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  pass: 'ok     ',
  warn: 'warning',
  fail: 'failed ',
  unknown: 'unknown',
};
const MARGIN = ' '.repeat(9);

const STATE_STYLES: Readonly<Record<CheckState, (style: Style) => (text: string) => string>> = {
  pass: ({ good }) => good,
  warn: ({ warn }) => warn,
  fail: ({ bad }) => bad,
  unknown: ({ warn }) => warn,
};

const OVERALL_STYLES: Readonly<Record<Overall, (style: Style) => (text: string) => string>> = {
  ready: ({ good }) => good,
  stale: ({ warn }) => warn,
  'not-ready': ({ bad }) => bad,
  unknown: ({ warn }) => warn,
};
