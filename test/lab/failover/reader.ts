import type { ProcessResult } from '../../helpers/run-process.ts';
import type { WrittenCommand } from '../../helpers/runbook-commands.ts';
import type { DeliveredStep } from './delivered-runbook.ts';

/** What a person does not enter, and why: by the words of the step, by what the command before it printed, or because no lab has what it needs. */
export interface LeftOut {
  readonly step: string;
  /** With which the command begins. */
  readonly begins: string;
  readonly because: string;
}

export type Answer = Pick<ProcessResult, 'code' | 'stdout' | 'stderr'>;

export interface ReadOptions {
  readonly enter: (command: WrittenCommand, step: DeliveredStep) => Promise<Answer>;
  readonly leftOut: readonly LeftOut[];
}

/** One command with where it belongs, `take-address, standby: sudo ip …`, and its status, or why it was left out. */
export type Entered = readonly [command: string, became: number | string | null];

export interface Followed {
  readonly entered: readonly Entered[];
  /** As on a screen. */
  readonly printed: string;
}

/** Follows steps as a person does: every command in its order, to the letter, but for those with a reason against them. */
export async function follow(
  steps: readonly DeliveredStep[],
  { enter, leftOut }: ReadOptions,
): Promise<Followed> {
  const entered: Entered[] = [];
  const printed: string[] = [];
  for (const step of steps)
    for (const command of step.commands) {
      const named = `${step.id}, ${command.where}: ${command.text}`;
      const out = leftOut.find((each) => each.step === step.id && command.text.startsWith(each.begins));
      if (out !== undefined) {
        entered.push([named, out.because]);
        continue;
      }
      const { code, stdout, stderr } = await enter(command, step);
      printed.push(`$ ${command.text}`, stdout, stderr);
      entered.push([named, code]);
    }
  return { entered, printed: printed.join('\n') };
}
