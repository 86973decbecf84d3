import type { LeftOutPattern, LeftOutReport, LeftOutSource } from '../../api/left-out.ts';
import { printable } from '../../model/path-text.ts';
import { problemWords } from '../text/explain.ts';
import { joinWords } from '../../text/words.ts';
import { countOf, formatBytes, formatCount } from '../../text/amounts.ts';
import { formatTable } from './columns.ts';
import type { PrintContext } from './context.ts';

const COLUMNS = [
  { title: 'PATTERN' },
  { title: 'ENTRIES', align: 'right' as const },
  { title: 'SIZE', align: 'right' as const },
  { title: 'WHY', dropOrder: 1 },
  { title: 'SUCH AS', dropOrder: 2 },
];

export function printLeftOut({ sources }: LeftOutReport, pairName: string, context: PrintContext): string {
  return sources.map((source) => printSource(source, pairName, context)).join('\n\n');
}

function printSource(source: LeftOutSource, pairName: string, context: PrintContext): string {
  const title = context.style.strong(printable(source.source));
  if (source.state === 'untold') return `${title}\n${untoldText(source)}`;
  const found = source.patterns.filter(({ matches }) => matches > 0);
  const idle = source.patterns.filter(({ matches, from }) => matches === 0 && from === 'person');
  return [
    title,
    ...(found.length === 0 ? [] : [formatTable(COLUMNS, found.map(cells), context.width)]),
    ...(source.kept === undefined
      ? []
      : [
          `Copied would be ${countOf(source.kept.entries, 'entry', 'entries')}, ${formatBytes(source.kept.bytes)}.`,
        ]),
    ...(source.state === 'done' && found.length === 0 ? ['Nothing is left out.'] : []),
    ...idle.map(({ pattern }) => `The pattern ${printable(pattern)} leaves out nothing.`),
    ...(source.problem === undefined ? [] : [joinWords(problemWords(source.problem, pairName))]),
  ].join('\n');
}

function cells({ pattern, weight, reason, samples }: LeftOutPattern): string[] {
  return [
    printable(pattern),
    weight === undefined ? '' : formatCount(weight.entries),
    weight === undefined ? '' : formatBytes(weight.bytes),
    reason ?? 'a pattern of yours',
    printable(samples[0] ?? ''),
  ];
}

function untoldText({ rsync }: LeftOutSource): string {
  const which =
    rsync === undefined
      ? 'There is no rsync on the primary'
      : `The primary’s rsync (${rsync.flavour} ${rsync.version}) does not say what it leaves out`;
  return `${which}. Install rsync 3.1 or later there, on a Mac with: brew install rsync`;
}
