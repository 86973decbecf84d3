import type { Runbook, RunbookAction, RunbookTable } from '../../model/runbook.ts';
import {
  largeTimes,
  minutesToWork,
  minutesWords,
  noteLines,
  numberedSections,
  placeWords,
  smallTimes,
  type NumberedSection,
  type NumberedStep,
  type RunbookOptions,
} from './runbook-parts.ts';
import { strategyTitle } from '../readiness/strategy-words.ts';
import { wrapped } from './wrapped.ts';

const WIDTH = 78;

/** For a terminal, or a file that anything opens. Only commands are longer than a line. */
export function runbookText(runbook: Runbook, { changes }: RunbookOptions): string {
  const title = `FAILOVER RUNBOOK: ${runbook.pairName}`;
  const large = largeTimes(runbook).map(
    ({ name, value }) => `${name.toUpperCase()}\n    ${value.toUpperCase()}`,
  );
  const parts = [
    [title, '='.repeat(Math.min(WIDTH, title.length))].join('\n'),
    ...large,
    smallTimes(runbook)
      .map(({ name, value }) => `${name}: ${value}`)
      .join('\n'),
    ...chapter('Changed since the last one', changes),
    heading(strategyTitle(runbook.strategy)),
    wrapped(runbook.summary, WIDTH),
    `It takes about ${minutesWords(minutesToWork(runbook))} until people work again.`,
    ...chapter('Warnings', runbook.warnings),
    ...notesChapter(runbook),
    ...runbook.tables.flatMap(tableParts),
    ...chapter('Not in the clone', runbook.notInClone),
    ...numberedSections(runbook).flatMap(sectionParts),
  ];
  return `${parts.join('\n\n')}\n`;
}

function heading(title: string): string {
  return `${title.toUpperCase()}\n${'-'.repeat(Math.min(WIDTH, title.length))}`;
}

function chapter(title: string, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  return [heading(title), sentences.map((sentence) => bullet(sentence, '  ')).join('\n')];
}

function notesChapter(runbook: Runbook): readonly string[] {
  const lines = noteLines(runbook);
  return lines.length === 0
    ? []
    : [heading('Whom to call'), lines.map((line) => wrapped(line, WIDTH)).join('\n')];
}

function bullet(text: string, indent: string): string {
  return wrapped(text, WIDTH, `${indent}- `, `${indent}  `);
}

function tableParts({ title, rows }: RunbookTable): readonly string[] {
  const lines = rows.map(({ name, value }) => wrapped(`${name}: ${value}`, WIDTH, '  ', '      '));
  return [heading(title), lines.join('\n')];
}

function sectionParts({ section, minutes, steps }: NumberedSection): readonly string[] {
  return [heading(`${section.title} (${minutesWords(minutes)})`), ...steps.map(stepText)];
}

function stepText({ number, step }: NumberedStep): string {
  const lines = [
    wrapped(`${String(number)}. ${step.title} (${minutesWords(step.minutes)})`, WIDTH, '[ ] ', '    '),
    wrapped(step.why, WIDTH, '    ', '    '),
    ...step.actions.flatMap((action, index) => actionLines(action, placeWords(step.actions, index))),
    wrapped(step.proof, WIDTH, '    It worked if: ', '      '),
    wrapped(step.ifNot, WIDTH, '    If not: ', '      '),
  ];
  return lines.join('\n');
}

function actionLines(action: RunbookAction, place: string | undefined): readonly string[] {
  if (action.kind === 'words') return [bullet(action.text, '    ')];
  return [...(place === undefined ? [] : [`    ${place}`]), `        ${action.text}`];
}
