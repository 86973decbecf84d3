import type { Runbook, RunbookAction, RunbookTable } from '../../model/runbook.ts';
import { escapeHtml } from '../alerts/escape-html.ts';
import { htmlStyle } from './html-style.ts';
import {
  largeTimes,
  minutesToWork,
  minutesWords,
  noteLines,
  numberedSections,
  placeWords,
  smallTimes,
  type NamedValue,
  type NumberedSection,
  type NumberedStep,
  type RunbookOptions,
} from './runbook-parts.ts';
import { strategyTitle } from '../readiness/strategy-words.ts';

/** One page that needs nothing else: to be printed, kept as a file, or sent. */
export function runbookHtml(runbook: Runbook, { changes }: RunbookOptions): string {
  const title = `Failover runbook: ${runbook.pairName}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${htmlStyle(runbook)}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...timesHtml('large', largeTimes(runbook)),
    ...timesHtml('small', smallTimes(runbook)),
    '</header>',
    ...listHtml('changes', 'Changed since the last one', changes),
    '<section class="summary">',
    `<h2>${strategyTitle(runbook.strategy)}</h2>`,
    `<p>${escapeHtml(runbook.summary)}</p>`,
    `<p>It takes about ${minutesWords(minutesToWork(runbook))} until people work again.</p>`,
    '</section>',
    ...listHtml('warnings', 'Warnings', runbook.warnings),
    ...notesHtml(runbook),
    ...overviewHtml(runbook),
    '<div class="tables">',
    ...runbook.tables.flatMap(tableHtml),
    '</div>',
    ...listHtml('missing', 'Not in the clone', runbook.notInClone),
    ...numberedSections(runbook).flatMap(sectionHtml),
    '<footer>Written by Warmspare.</footer>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function timesHtml(kind: 'large' | 'small', times: readonly NamedValue[]): readonly string[] {
  const rows = times.map(
    ({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return [`<dl class="times ${kind}">`, ...rows, '</dl>'];
}

function listHtml(kind: string, title: string, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const items = sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return [`<section class="${kind}">`, `<h2>${title}</h2>`, '<ul>', ...items, '</ul>', '</section>'];
}

function notesHtml(runbook: Runbook): readonly string[] {
  const lines = noteLines(runbook);
  if (lines.length === 0) return [];
  return [
    '<section class="notes">',
    '<h2>Whom to call</h2>',
    `<p>${lines.map(escapeHtml).join('<br>\n')}</p>`,
    '</section>',
  ];
}

function overviewHtml(runbook: Runbook): readonly string[] {
  const items = numberedSections(runbook).map(({ section, minutes, steps }) => {
    const numbers = steps.map(({ number }) => number);
    const span =
      numbers.length < 2 ? String(numbers[0] ?? '') : `${String(numbers[0])}–${String(numbers.at(-1))}`;
    return `<li><span class="span">${span}</span> ${escapeHtml(section.title)} <span class="minutes">${minutesWords(minutes)}</span></li>`;
  });
  return [
    '<section class="overview">',
    '<h2>The steps at a glance</h2>',
    '<ul>',
    ...items,
    '</ul>',
    '</section>',
  ];
}

function tableHtml({ title, rows }: RunbookTable): readonly string[] {
  const lines = rows.map(
    ({ name, value }) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return [
    '<section class="facts">',
    `<h2>${escapeHtml(title)}</h2>`,
    '<table>',
    ...lines,
    '</table>',
    '</section>',
  ];
}

function sectionHtml({ section, minutes, steps }: NumberedSection): readonly string[] {
  return [
    `<section class="phase" id="${section.id}">`,
    `<h2>${escapeHtml(section.title)} <span class="minutes">${minutesWords(minutes)}</span></h2>`,
    ...steps.flatMap(stepHtml),
    '</section>',
  ];
}

function stepHtml({ number, step }: NumberedStep): readonly string[] {
  const id = `done-${String(number)}`;
  return [
    `<article class="step" data-step="${escapeHtml(step.id)}">`,
    '<h3>',
    `<input type="checkbox" id="${id}">`,
    `<label for="${id}"><span class="number">${String(number)}.</span> ${escapeHtml(step.title)}</label>`,
    `<span class="minutes">${minutesWords(step.minutes)}</span>`,
    '<span class="when">at ________ by ____________</span>',
    '</h3>',
    `<p class="why">${escapeHtml(step.why)}</p>`,
    ...step.actions.flatMap((action, index) => actionHtml(action, placeWords(step.actions, index))),
    '<dl class="outcome">',
    `<div><dt>It worked if</dt><dd>${escapeHtml(step.proof)}</dd></div>`,
    `<div><dt>If not</dt><dd>${escapeHtml(step.ifNot)}</dd></div>`,
    '</dl>',
    '</article>',
  ];
}

/** A test reads the commands from it, and runs them. */
function actionHtml(action: RunbookAction, place: string | undefined): readonly string[] {
  if (action.kind === 'words') return [`<p class="do">${escapeHtml(action.text)}</p>`];
  const root = action.asRoot ? 'yes' : 'no';
  return [
    ...(place === undefined ? [] : [`<p class="place">${place}</p>`]),
    `<pre class="command" data-where="${action.where}" data-root="${root}">${escapeHtml(action.text)}</pre>`,
  ];
}
