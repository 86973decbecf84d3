import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { because, type Said } from './said.ts';
import { when, words, type Words } from './words.ts';

type PromotionCode = Extract<ProblemCode, `standby.${string}` | `promote.${string}` | `failback.${string}`>;

/** What keeps a standby from being written over, promoted or given back. */
export const PROMOTION_WORDS: Readonly<Record<PromotionCode, (it: Said) => Words>> = {
  'standby.promoted': (it) =>
    words(
      `${it.machine} was promoted${promotionOf(it)}: it serves in the primary’s place.`,
      `Nothing may be copied over it, and nothing was. ${it.ways.failBack(it.pairName)}`,
    ),
  'promote.primary-alive': (it) =>
    it.details.found === 'local'
      ? words(
          `the primary of ${it.pair} is this machine, and it is alive.`,
          'Promote the standby from another machine, or at the standby itself, as the runbook says.',
        )
      : words(
          `the primary answers${because(it)}.`,
          'Nothing was done. Two machines that both serve end in two truths: switch the primary off, or take it off the network, and try again.',
          'try-again',
        ),
  'promote.primary-unknown': (it) =>
    words(
      `nobody can say whether the primary is silent${because(it)}.`,
      `Nothing was done. It takes two looks that were made.${it.ways.typed('--address ADDRESS names the primary by its address')}`,
      'try-again',
    ),
  'promote.wrong-name': (it) =>
    words(
      `the primary is called ${when(it.details.expected, printable, 'otherwise')}${when(it.details.found, (name) => `, and not ${printable(name)}`)}.`,
      'Nothing was done. Look whether that machine is off and stays off, and say so by its name.',
    ),
  'promote.not-marked': (it) =>
    words(
      `${it.machine} did not do it${because(it)}.`,
      'Try again: what is done is not done twice. It can be done at the standby itself as well, as the runbook says.',
      'try-again',
    ),
  'promote.under-way': (it) =>
    words(
      `${UNDER_WAY[it.details.found ?? ''] ?? 'another step'} of ${it.pair} was begun and is not finished.`,
      it.ways.finishFirst(it.pairName, it.details.found ?? ''),
    ),
  'promote.changes-lost': (it) =>
    words(
      `people may have worked on ${it.machine} since it was promoted${promotionOf(it)}. Undone, the next sync makes everything there as it is on the primary, and what was changed there is lost.`,
      `Nothing was done. ${it.ways.failBack(it.pairName)}${it.ways.inScript('To lose it: --changes-there-are-lost')}`,
    ),
  'promote.nothing-to-undo': (it) =>
    words(`the standby of ${it.pair} is not promoted.`, 'There is nothing to undo, and nothing was done.'),
  'failback.not-promoted': (it) =>
    words(
      `the standby of ${it.pair} is not promoted, so there is nothing to bring back.`,
      'Nothing was done.',
    ),
  'failback.no-way-back': (it) =>
    words(
      `${it.pair} has no way back yet: nothing was brought from its standby to the primary.`,
      it.ways.beginFailBack(it.pairName),
    ),
  'failback.not-stopped': (it) =>
    words(
      `what is changed on ${it.machine} during the last copy would be lost.`,
      `Nothing was done. Stop what serves there, and say that it is stopped.${it.ways.typed('--services-are-stopped')}`,
    ),
  'failback.not-whole': (it) =>
    words(
      `not everything was brought back: the last sync of ${when(it.details.text, printable, 'the way back')} ended as ${when(it.details.found, printable, 'failed')}.`,
      'The standby goes on serving, and nothing was given back. See why that sync ended so, and finish again.',
      'open-history',
    ),
};

const UNDER_WAY: Readonly<Record<string, string>> = {
  promote: 'a promotion',
  undo: 'the undoing of a promotion',
  'fail-back': 'a fail-back',
};

/** ` (generation 3, 2026-11-27)`, or nothing. */
function promotionOf({ details }: Said): string {
  const { count, found } = details;
  if (count === undefined) return '';
  return ` (generation ${String(count)}${when(found, (since) => `, ${printable(since)}`)})`;
}
