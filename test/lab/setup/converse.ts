import type { CliResult } from '../engine/cli-pair.ts';
import type { Newcomer } from './newcomer.ts';

export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

/** A question and what is typed at it. */
export type Exchange = readonly [question: string, answer: string];

/** Types each answer when its question has come, on a terminal; Ctrl-C and Ctrl-D without Return. */
export async function converse(
  person: Newcomer,
  words: readonly string[],
  exchanges: readonly Exchange[],
): Promise<CliResult> {
  const typing = person.startOnTerminal(words);
  const questions: string[] = [];
  for (const [question, answer] of exchanges) {
    questions.push(question.replace(/[[\]()?/.]/g, '\\$&'));
    await typing.waitForOutput(new RegExp(`${questions.join('[^]*')}$`));
    typing.write([CTRL_C, CTRL_D].includes(answer) ? answer : `${answer}\n`);
  }
  return person.ended(typing);
}
