import type { Runbook, RunbookAction, RunbookTable } from '../../model/runbook.ts';
import { strategyTitle } from '../readiness/strategy-words.ts';
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

/** For wikis: CommonMark with GitHub's tables and tick boxes. */
export function runbookMarkdown(runbook: Runbook, { changes }: RunbookOptions): string {
  const times = [...largeTimes(runbook), ...smallTimes(runbook)];
  const parts = [
    `# Failover runbook: ${escaped(runbook.pairName)}`,
    times.map(({ name, value }) => `- ${name}: **${escaped(value)}**`).join('\n'),
    ...chapter('Changed since the last one', changes),
    `## ${strategyTitle(runbook.strategy)}`,
    escaped(runbook.summary),
    `It takes about ${minutesWords(minutesToWork(runbook))} until people work again.`,
    ...chapter('Warnings', runbook.warnings),
    ...notesChapter(runbook),
    ...runbook.tables.flatMap(tableParts),
    ...chapter('Not in the clone', runbook.notInClone),
    '## Steps',
    'Tick off each step, and write the time beside it.',
    ...numberedSections(runbook).flatMap(sectionParts),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Nothing in it means anything to Markdown or HTML, wherever in a line it stands. */
export function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*_{}[\]<>|~&$]/g, (mark) => `\\${mark}`)
      // # heading   + item   - item   = underline   1. item   2) item
      .replace(
        /^(\s*)([#+=-]|\d+[.)])/gm,
        (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
      )
  );
}

function chapter(title: string, sentences: readonly string[]): readonly string[] {
  return sentences.length === 0
    ? []
    : [`## ${title}`, sentences.map((sentence) => `- ${escaped(sentence)}`).join('\n')];
}

function notesChapter(runbook: Runbook): readonly string[] {
  const lines = noteLines(runbook);
  return lines.length === 0 ? [] : ['## Whom to call', lines.map(escaped).join('\\\n')];
}

function tableParts({ title, rows }: RunbookTable): readonly string[] {
  const lines = rows.map(({ name, value }) => `| ${escaped(name)} | ${escaped(value)} |`);
  return [`## ${escaped(title)}`, ['| | |', '| --- | --- |', ...lines].join('\n')];
}

function sectionParts({ section, minutes, steps }: NumberedSection): readonly string[] {
  return [`## ${escaped(section.title)} (${minutesWords(minutes)})`, ...steps.flatMap(stepParts)];
}

function stepParts({ number, step }: NumberedStep): readonly string[] {
  return [
    `### ${String(number)}. ${escaped(step.title)} (${minutesWords(step.minutes)})`,
    escaped(step.why),
    ...step.actions.flatMap((action, index) => actionParts(action, placeWords(step.actions, index))),
    `**It worked if:** ${escaped(step.proof)}`,
    `**If not:** ${escaped(step.ifNot)}`,
    '- [ ] Done at \\_\\_\\_\\_\\_\\_ by \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_',
  ];
}

function actionParts(action: RunbookAction, place: string | undefined): readonly string[] {
  if (action.kind === 'words') return [`- ${escaped(action.text)}`];
  const fence = fenceFor(action.text);
  return [...(place === undefined ? [] : [place]), `${fence}sh\n${action.text}\n${fence}`];
}

/** Longer than any row of backticks in the command. */
function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(3, longest + 1));
}
