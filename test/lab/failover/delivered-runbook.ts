import { readdirSync, readFileSync } from 'node:fs';
import { commandsOf, type WrittenCommand } from '../../helpers/runbook-commands.ts';
import type { LabHost } from '../lab-host.ts';

/** Where a person looks on a Linux machine: the command line's help and the app say so. */
const FOLDER = '/var/lib/warmspare';

export interface DeliveredStep {
  /** `fail-back` */
  readonly section: string;
  /** `take-address` */
  readonly id: string;
  /** As it is read, with commands and words in one line each. */
  readonly text: string;
  readonly commands: readonly WrittenCommand[];
}

/** The runbook's HTML as it lies on the standby, and nothing else of the app's. */
export function deliveredHtml(standby: LabHost): string {
  const folder = standby.path(FOLDER);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
  if (pages.length !== 1) throw new Error(`${String(pages.length)} runbooks lie in ${FOLDER}`);
  return readFileSync(`${folder}/${pages[0] ?? ''}`, 'utf8');
}

/** In their order, as html.ts writes them. */
export function stepsOf(html: string): readonly DeliveredStep[] {
  // <section class="phase" id="fence">
  const sections = html.split('<section class="phase" id="').slice(1);
  return sections.flatMap((section) => {
    const [name = ''] = section.split('"');
    // <article class="step" data-step="call-primary">
    return section
      .split('<article class="step" data-step="')
      .slice(1)
      .map((step) => ({
        section: name,
        id: step.split('"')[0] ?? '',
        text: textOf(step.slice(step.indexOf('>') + 1)),
        commands: commandsOf(step),
      }));
  });
}

function textOf(html: string): string {
  const lines = html.replace(/<[^>]*>/g, '').split('\n');
  return lines.filter((line) => line.trim() !== '').join('\n');
}
