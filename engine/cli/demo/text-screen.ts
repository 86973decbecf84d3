import { printable } from '../../model/path-text.ts';
import type { Output } from '../output.ts';
import { countOf, formatBytes, formatDuration } from '../../text/amounts.ts';
import { columnsOf } from '../print/columns.ts';
import type { Style } from '../print/context.ts';
import { ProgressBar } from '../progress/progress-bar.ts';
import type { Ending, Opening, Screen } from './screen.ts';

export interface TextScreenOptions {
  readonly out: Output;
  readonly err: Output;
  readonly style: Style;
  readonly columns: () => number;
  /** False where a line cannot be drawn over: a pipe, or a terminal that cannot. */
  readonly drawsBars: boolean;
}

const INDENT = '   ';
const WIDEST = 100;

/** For a person: a heading a step, what happens and why, and a mark before everything that was shown to be so. */
export function textScreen({ out, err, style, columns, drawsBars }: TextScreenOptions): Screen {
  let folder = '';
  // The long path of a temporary folder would bury what is said.
  const short = (text: string): string => (folder === '' ? text : text.replaceAll(folder, '…'));
  const paragraph = (text: string, first = INDENT, rest = INDENT): Promise<void> =>
    out.line(wrap(text, Math.min(WIDEST, columns()), first, rest));
  return {
    open: () => out.line(style.strong('Warmspare: a demo on this machine alone')),
    introduce: async (opening) => {
      await paragraph(introduction(opening), '', '');
      await out.line(`All of it lies in ${opening.folder}, written … below.`);
      folder = opening.folder;
    },
    begin: async ({ title, why }, number) => {
      await out.line(`\n${style.strong(`${String(number)}  ${title}`)}`);
      await paragraph(why);
    },
    command: (text) => out.line(`${INDENT}${style.strong(`$ ${short(text)}`)}`),
    claim: (text) => paragraph(short(text), `${INDENT}${style.good('✓')} `, `${INDENT}  `),
    say: (text) => paragraph(short(text)),
    print: (text) => out.line(short(text).replaceAll(/^(?=.)/gm, INDENT)),
    progress: (pair) =>
      drawsBars
        ? new ProgressBar(
            (text) => {
              err.send(text);
            },
            columns,
            pair.volumes,
          )
        : undefined,
    end: () => Promise.resolve(),
    fail: async ({ title }, _number, message) => {
      await out.line(`${INDENT}${style.bad('✗')} ${short(message).replaceAll('\n', `\n${INDENT}  `)}`);
      await err.line(`warmspare: the demo failed at "${printable(title)}".`);
    },
    close: (ending) => out.write(closing(ending, style)),
  };
}

function introduction({ primary }: Opening): string {
  const size = `${countOf(primary.files, 'file')}, ${formatBytes(primary.bytes)}`;
  return `The primary is a folder with a made-up office in it (${size}). The standby is an ssh server inside this process, on 127.0.0.1 only; between them work the real ssh and the real rsync. Nothing of yours is touched.`;
}

function closing({ state, tookMs, steps, left: path, leftBecause }: Ending, style: Style): string {
  const left = path === undefined ? 'Nothing was left behind.' : leftText(path, leftBecause);
  if (state === 'cancelled') return `\nCancelled. ${left}\n`;
  if (state === 'failed') return `\n${style.bad('The demo failed.')} ${left}\n`;
  return `
${style.good('Done:')} all ${String(steps)} steps showed what they claim, in ${formatDuration(tookMs)}. ${left}

${style.strong('Next, with two machines of your own')}
${INDENT}warmspare pair add office --primary local --standby ssh://root@spare.local \\
${INDENT}    --volume /Users=/Volumes/Spare/Users
${INDENT}warmspare setup office
${INDENT}warmspare check office
${INDENT}warmspare sync office --preview
${INDENT}warmspare sync office && warmspare status office
`;
}

function leftText(path: string, because: string | undefined): string {
  return because === undefined ? `Left to look at: ${path}` : `${path} could not be removed: ${because}.`;
}

/** Breaks lines at spaces; a longer word stays whole. `first` may carry colour, and is as wide as `rest`. */
export function wrap(text: string, width: number, first: string, rest: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(rest) + columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((each, at) => `${at === 0 ? first : rest}${each}`.trimEnd()).join('\n');
}
