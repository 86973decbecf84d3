import { printable } from '../../model/path-text.ts';
import type { Runbook, RunbookStep, RunbookTable } from '../../model/runbook.ts';
import { quoted } from './step-words.ts';
import { strategyTitle } from '../readiness/strategy-words.ts';

/** What is another in the newer one, in sentences; not its times. */
export function runbookChanges(before: Runbook, after: Runbook): readonly string[] {
  return [
    ...(before.pairName === after.pairName
      ? []
      : [`The pair is called ${quoted(after.pairName)} now, no longer ${quoted(before.pairName)}.`]),
    ...(before.strategy === after.strategy
      ? []
      : [
          `The way is another: ${strategyTitle(after.strategy)}, no longer ${strategyTitle(before.strategy)}.`,
        ]),
    ...(before.strategy === after.strategy && before.summary !== after.summary
      ? [`What happens, and why: ${after.summary}`]
      : []),
    ...sentencesOf('New warning', 'No longer a warning', before.warnings, after.warnings),
    ...(before.notes === after.notes ? [] : ['“Whom to call” is another.']),
    ...after.tables.flatMap((table) =>
      tableChanges(
        before.tables.find(({ title }) => title === table.title),
        table,
      ),
    ),
    ...sentencesOf('No longer in the clone', 'No longer left out of it', before.notInClone, after.notInClone),
    ...stepChanges(stepsOf(before), stepsOf(after)),
  ];
}

function sentencesOf(
  added: string,
  gone: string,
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  return [
    ...after.filter((sentence) => !before.includes(sentence)).map((sentence) => `${added}: ${sentence}`),
    ...before.filter((sentence) => !after.includes(sentence)).map((sentence) => `${gone}: ${sentence}`),
  ];
}

/** Several rows may have one name. */
function tableChanges(before: RunbookTable | undefined, after: RunbookTable): readonly string[] {
  const names = [...new Set([...after.rows, ...(before?.rows ?? [])].map(({ name }) => name))];
  const valueOf = (table: RunbookTable | undefined, name: string): string =>
    (table?.rows ?? [])
      .flatMap((row) => (row.name === name && row.value !== 'none' ? [row.value] : []))
      .join('; ');
  return names.flatMap((name) => {
    const then = valueOf(before, name);
    const now = valueOf(after, name);
    if (then === now) return [];
    const what = `${after.title}, ${printable(name)}`;
    if (then === '') return [`New: ${what}: ${now}.`];
    return [now === '' ? `Gone: ${what}: ${then}.` : `${what}: ${now}, no longer ${then}.`];
  });
}

function stepsOf({ sections }: Runbook): readonly RunbookStep[] {
  return sections.flatMap(({ steps }) => steps);
}

function stepChanges(before: readonly RunbookStep[], after: readonly RunbookStep[]): readonly string[] {
  const find = (steps: readonly RunbookStep[], id: string): RunbookStep | undefined =>
    steps.find((step) => step.id === id);
  const isSame = (a: RunbookStep, b: RunbookStep): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...after.flatMap((step) => {
      const then = find(before, step.id);
      if (then === undefined) return [`New step: ${step.title}.`];
      return isSame(then, step) ? [] : [`Step changed: ${step.title}.`];
    }),
    ...before.flatMap((step) => (find(after, step.id) === undefined ? [`Step gone: ${step.title}.`] : [])),
  ];
}
