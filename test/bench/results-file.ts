import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const RESULTS_FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const SECTIONS = {
  bench: 'The engine beside plain rsync',
  guard: 'The guarded key beside an open one',
  million: 'A million files',
  kills: 'Killed at any moment',
  continuous: 'Changes followed',
  app: 'The app',
} as const;
export type SectionName = keyof typeof SECTIONS;

const HEAD = `# Results

Written by \`npm run bench\` and \`npm run soak\`; each run replaces its own section and leaves the others.
`;

/** Replaces one section of the results and keeps the rest. */
export function writeSection(name: SectionName, text: string): void {
  const before = existsSync(RESULTS_FILE) ? readFileSync(RESULTS_FILE, 'utf8') : '';
  const names = Object.keys(SECTIONS) as SectionName[];
  const sections = names.map((section) => {
    const body = section === name ? text.trim() : (bodyOf(before, section) ?? 'Not run yet.');
    return `## ${SECTIONS[section]}\n\n${mark(section)}\n\n${body}\n\n${mark(`/${section}`)}\n`;
  });
  writeFileSync(RESULTS_FILE, [HEAD, ...sections].join('\n'));
}

function bodyOf(text: string, section: SectionName): string | undefined {
  const [, after] = text.split(mark(section));
  return after?.split(mark(`/${section}`))[0]?.trim();
}

function mark(name: string): string {
  return `<!-- ${name} -->`;
}
