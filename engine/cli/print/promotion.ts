import type { PromotionEvent, PromotionPlan } from '../../api/promotion.ts';
import { printable } from '../../model/path-text.ts';
import type { PromotionStep } from '../../model/promotion.ts';
import { roleText, stepTitle } from '../../text/promotion-words.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';

/** Both machines as they are, and every step, whether it is done or not. */
export function printPromotionPlan({ looks, role, steps }: PromotionPlan, context: PrintContext): string {
  const seen = looks.map(({ path, address, state, text }): readonly [string, string] => [
    path === 'ssh' ? 'Primary, by ssh' : 'Primary, by ping',
    printable(`${state} at ${address}: ${text}`),
  ]);
  const fields = formatFields([...seen, ['Standby', `answers: ${roleText(role, context)}`]]);
  const numbered = steps.map((step, index) => {
    const state = step.state === 'waiting' ? '' : ` (${STATES[step.state]})`;
    return `  ${String(index + 1)}. ${stepTitle(step)}${state}${commandText(step)}`;
  });
  const byHand = steps.some(({ kind }) => kind === 'command') ? [] : [NO_COMMANDS];
  return [fields, '', 'The steps of the promotion:', ...numbered, ...byHand].join('\n');
}

const STATES = { running: 'cut in the middle', done: 'done', failed: 'failed' } as const;

const NO_COMMANDS =
  'The pair has no commands that make the standby serve (pair change --on-promote): that is done by hand then, as the runbook says.';

/** The whole text: whoever reads a plan wants to know what would be run as root. */
function commandText({ kind, text = '' }: PromotionStep): string {
  if (kind !== 'command') return '';
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => `\n       ${printable(line)}`).join('');
}

/** A step that has ended, with what was seen or said; `undefined` for one that begins. */
export function printPromotionEvent({ step, number, count }: PromotionEvent): string | undefined {
  if (step.state === 'running' || step.state === 'waiting') return undefined;
  const title = `${String(number)}/${String(count)} ${stepTitle(step)}: ${step.state}`;
  const said = (step.output ?? '').trimEnd();
  return said === '' ? title : `${title}\n${said.split('\n').map(indented).join('\n')}`;
}

function indented(line: string): string {
  return `      ${printable(line)}`;
}
