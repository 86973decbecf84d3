import type { Runbook } from '../../model/runbook.ts';
import { momentWords } from './runbook-parts.ts';

/** Black on white and thin lines: it is printed more often than read on a screen. Every sheet says of which runbook it is, and of when. */
export function htmlStyle({ pairName, writtenAt, timeZone }: Runbook): string {
  const sheet = `Failover runbook: ${pairName}, written ${momentWords(writtenAt, timeZone) ?? ''}`;
  return `
@page { margin: 16mm 15mm 18mm; @bottom-left { content: ${cssString(sheet)}; font: 8pt sans-serif; } @bottom-right { content: counter(page) " of " counter(pages); font: 8pt sans-serif; } }
${BASE}
${PRINT}
${SCREEN}`.trim();
}

/** Whatever is no plain letter is written as its number, so that nothing ends the string or the style. */
function cssString(text: string): string {
  const safe = [...text].map((char) =>
    /^[A-Za-z0-9 ]$/.test(char) ? char : `\\${(char.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`,
  );
  return `"${safe.join('')}"`;
}

const BASE = `
:root { color-scheme: light dark; --ink: #000; --paper: #fff; --quiet: #555; --line: #999; --box: #f4f4f4; }
* { box-sizing: border-box; }
body { margin: 0; padding: 20px; background: var(--paper); color: var(--ink); font: 16px/1.45 -apple-system, "Helvetica Neue", Helvetica, Arial, sans-serif; }
main { max-width: 760px; margin: 0 auto; overflow-wrap: anywhere; }
h1 { margin: 0 0 12px; font-size: 1.75em; line-height: 1.2; }
h2 { margin: 28px 0 8px; padding-bottom: 3px; border-bottom: 2px solid var(--ink); font-size: 1.25em; line-height: 1.25; break-after: avoid; }
p, ul { margin: 0 0 8px; } ul { padding-left: 22px; } li { margin-bottom: 4px; }
.minutes { color: var(--quiet); font-size: 0.8em; font-weight: 400; white-space: nowrap; }
dl, dd, dt { margin: 0; }
.times { display: flex; flex-wrap: wrap; gap: 8px 28px; }
.times.large { padding: 10px 0; border-top: 3px solid var(--ink); border-bottom: 1px solid var(--line); }
.times.large dd { font-size: 1.75em; font-weight: 700; line-height: 1.2; }
.times.small { padding-top: 8px; font-size: 0.85em; }
.times dt { color: var(--quiet); font-size: 0.85em; }
.warnings, .changes { margin-top: 20px; padding: 10px 14px 6px; border: 2px solid var(--ink); break-inside: avoid; }
.warnings h2, .changes h2 { margin: 0 0 6px; padding: 0; border: 0; }
.changes { border: 1px solid var(--line); }
.notes p { font-size: 1.15em; }
.overview { break-inside: avoid; } .overview ul { padding: 0; list-style: none; } .overview li { display: flex; gap: 8px; align-items: baseline; break-inside: avoid; } .span { flex: 0 0 3.5em; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { width: 32%; font-weight: 600; }
tr { break-inside: avoid; }
.tables { display: grid; grid-template-columns: 1fr 1fr; column-gap: 28px; } .facts:nth-child(n+3) { grid-column: 1 / -1; } .facts:nth-child(-n+2) { font-size: 0.9em; break-inside: avoid; }
.step { margin: 0 0 14px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 4px; break-inside: avoid; }
.step h3 { display: flex; gap: 10px; align-items: baseline; margin: 0 0 6px; font-size: 1.08em; line-height: 1.3; break-after: avoid; }
.step h3 label { flex: 1; }
.step input { appearance: none; -webkit-appearance: none; flex: none; width: 1.15em; height: 1.15em; margin: 0; border: 1.5px solid var(--ink); border-radius: 2px; background: var(--paper); position: relative; top: 0.2em; }
.step input:checked::before { content: "\\2713"; position: absolute; inset: -0.3em 0 0 0.1em; font-size: 1.1em; font-weight: 700; line-height: 1.4; }
.step input:focus-visible { outline: 3px solid #0a66d6; outline-offset: 2px; }
.step p { margin: 0 0 6px; }
.why { color: var(--quiet); }
.do { padding-left: 1.1em; text-indent: -1.1em; } .do::before { content: "\\2192"; display: inline-block; width: 1.1em; text-indent: 0; }
.place { margin-top: 8px; font-size: 0.85em; font-weight: 600; }
.command { margin: 0 0 6px; padding: 6px 8px 6px 26px; border: 1px solid var(--line); border-radius: 3px; background: var(--box); font: 0.9em/1.45 ui-monospace, Menlo, "DejaVu Sans Mono", monospace; text-indent: -18px; white-space: pre-wrap; overflow-wrap: anywhere; }
.outcome { display: grid; gap: 4px; margin-top: 8px; padding-top: 8px; border-top: 1px dotted var(--line); }
.outcome div { display: grid; grid-template-columns: 7em 1fr; }
.outcome dt { font-weight: 600; }
.when { display: none; }
footer { margin-top: 24px; color: var(--quiet); font-size: 0.85em; }`.trim();

const PRINT = `
@media print {
  :root { color-scheme: light; }
  body { padding: 0; font-size: 10pt; line-height: 1.38; } main { max-width: none; }
  .command { background: none; }
  h2 { margin-top: 14pt; } .overview ul { columns: 2; } .times.large { gap: 8px 40px; } .times.large dd { font-size: 1.6em; }
  th, td { padding: 2px 8px 2px 0; }
  .step { margin-bottom: 7pt; padding: 6pt 9pt 4pt; } .step p { margin-bottom: 3pt; } .step .when { display: inline; font-size: 0.8em; font-weight: 400; white-space: nowrap; }
  .place { margin-top: 4pt; } .command { margin-bottom: 3pt; padding-top: 3pt; padding-bottom: 3pt; } .outcome { gap: 1pt; margin-top: 4pt; padding-top: 4pt; }
}`.trim();

const SCREEN = `
@media screen and (max-width: 560px) {
  body { padding: 14px; } h1, .times.large dd { font-size: 1.4em; }
  .outcome div { grid-template-columns: 1fr; } .tables { display: block; }
  .step { padding: 10px; }
  table, tr, th, td { display: block; width: auto; } tr { padding: 4px 0; border-bottom: 1px solid var(--line); } th, td { padding: 0; border: 0; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #f2f2f4; --paper: #18181a; --quiet: #a9a9af; --line: #5b5b61; --box: #26262a; }
}`.trim();
