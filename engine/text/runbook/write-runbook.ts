import { printable } from '../../model/path-text.ts';
import type { Strategy } from '../../model/failover.ts';
import type { Runbook, RunbookSectionId } from '../../model/runbook.ts';
import { planRunbook } from '../../plan/runbook/plan-runbook.ts';
import type { RunbookInput } from '../../plan/runbook/runbook-input.ts';
import { notInClone } from './not-in-clone.ts';
import { stepContext } from './step-words.ts';
import { writeStep } from './steps.ts';
import { summaryOf } from './strategy-words.ts';
import { tablesOf } from './tables.ts';
import { warningsOf } from './warnings.ts';

/** The failover instructions of a pair, of what is known of it. */
export function writeRunbook(input: RunbookInput): Runbook {
  const { pair, settings, survey, status } = input;
  const { chosen, facts, sections } = planRunbook(input);
  const context = stepContext(input, facts.takeover.startsFrom !== undefined);
  return {
    pairId: pair.id,
    pairName: pair.name,
    writtenAt: new Date(input.now).toISOString(),
    recoveryPoint: status.recoveryPoint,
    verifiedAt: verifiedAt(input),
    surveyedAt: { primary: survey.primary?.at, standby: survey.standby?.at },
    timeZone: input.timeZone,
    strategy: chosen.strategy,
    reason: chosen.reason,
    summary: summaryOf(chosen, facts.takeover.startsFrom, context),
    warnings: warningsOf(input, facts.takeover),
    notes: settings.notes.split('\n').map(printable).join('\n').trim(),
    tables: tablesOf(input, facts),
    notInClone: notInClone(input, facts),
    sections: sections.map(({ id, steps }) => ({
      id,
      title: titleOf(id, chosen.strategy),
      steps: steps.map((step) => writeStep(step, context)),
    })),
  };
}

function verifiedAt({ status: { lastVerify } }: RunbookInput): string | undefined {
  if (lastVerify?.outcome !== 'succeeded' || lastVerify.verify === undefined) return undefined;
  return lastVerify.startedAt;
}

const TITLES: Readonly<Record<Exclude<RunbookSectionId, 'switch'>, string>> = {
  before: 'Before you begin',
  fence: 'See that the primary is down, and stays down',
  look: 'The last look at the copy',
  prove: 'Prove that people can work',
  tell: 'Tell people',
  'fail-back': 'Afterwards: give the role back',
};

const SWITCH_TITLES: Readonly<Record<Strategy, string>> = {
  boot: 'Start the standby from the clone',
  promote: 'Promote the standby',
  serve: 'Serve the data from the standby',
};

function titleOf(id: RunbookSectionId, strategy: Strategy): string {
  return id === 'switch' ? SWITCH_TITLES[strategy] : TITLES[id];
}
