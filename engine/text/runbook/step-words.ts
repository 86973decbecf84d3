import type { MachineFacts } from '../../model/machine.ts';
import { printable } from '../../model/path-text.ts';
import type { RunbookAction, RunbookStep } from '../../model/runbook.ts';
import { macVersionOf, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { PlannedStep, StepKind } from '../../plan/runbook/planned-step.ts';
import type { RunbookInput } from '../../plan/runbook/runbook-input.ts';

/** What the words of every step may need. */
export interface StepContext {
  readonly input: RunbookInput;
  /** `the primary (“Office”)` */
  readonly primary: string;
  readonly standby: string;
  /** Of the standby's own macOS. */
  readonly version: MacVersion | undefined;
  /** Of the macOS that serves people after the switch. */
  readonly serving: MacVersion | undefined;
}

export type StepText = Omit<RunbookStep, 'id'>;

/** Every kind has words, or it does not compile. */
export type StepWords<K extends StepKind> = {
  readonly [P in K]: (step: Extract<PlannedStep, { readonly kind: P }>, context: StepContext) => StepText;
};

export function stepContext(input: RunbookInput, isBooted: boolean): StepContext {
  const { primary, standby } = input.survey;
  const version = versionOf(standby?.machine);
  return {
    input,
    primary: machineWords('the primary', primary?.machine),
    standby: machineWords('the standby', standby?.machine),
    version,
    serving: isBooted ? versionOf(primary?.machine) : version,
  };
}

function versionOf(machine: MachineFacts | undefined): MacVersion | undefined {
  return machine?.os === 'darwin' ? macVersionOf(machine.osVersion) : undefined;
}

function machineWords(role: string, machine: MachineFacts | undefined): string {
  return machine === undefined ? role : `${role} (${quoted(machine.computerName ?? machine.hostName)})`;
}

export function say(text: string): RunbookAction {
  return { kind: 'words', text };
}

/** `“Office”`, with nothing in it that cannot be seen. */
export function quoted(text: string): string {
  return `“${printable(text)}”`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
