import type { Ruling } from './guard-bench.ts';

/** What may stand between `--server` and the two dots, apart from the partial folder's two words. */
const WORDS: readonly RegExp[] = [
  // -nlHogDtpAXrxSe.iLsfxCIvu   -nlogDtprx   -g
  /^-[ADHINRSXcdglnoprtvx]+(e([0-9]+\.[0-9]+|\.)[A-Za-z]+)?$/,
  // --delete   --force   --numeric-ids
  /^--(delete|delete-after|delete-missing-args|force|force-change|fileflags|numeric-ids)$/,
  // --timeout=120   --max-delete=-1   -@-1
  /^--(timeout|bwlimit|max-delete)=[0-9]{1,9}$/,
  /^(--max-delete=-1|-@-1|--modify-window=-1)$/,
  // What an openrsync sends.
  /^--(dirs|no-r|specials|no-specials|ignore-times|progress|cache|extended-attributes)$/,
  /^--out-format=ws,%i,%l,%M,%n$/,
  // --log-format=%i%I   --info=STATS2
  /^(--log-format=%i|--log-format=%i%I|--info=STATS2)$/,
];

/** Written apart from the guard: why what it let run breaks the rules; `undefined` when it keeps them. */
export function breach(ruling: Ruling, destinations: readonly string[]): string | undefined {
  const { ran, status, output } = ruling;
  if (ran === undefined) {
    if (status === 126 && /^warmspare guard: refused: [\x20-\x7e]+\n$/.test(output)) return undefined;
    return `neither ran nor refused: ${String(status)} ${output.slice(0, 200)}`;
  }
  if (status !== 0) return `ran and ended with ${String(status)}`;
  if (!destinations.includes(ran.folder)) return `ran in ${ran.folder}`;
  const [server, ...rest] = ran.argv;
  if (server !== '--server') return 'not as a server';
  if (rest.splice(-2).join(' ') !== '. ./') return 'not in its own folder';
  if (rest.pop() !== `--confine-root=${ran.folder}`) return 'not confined';
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--partial-dir' && rest.shift() === '.warmspare-partial') continue;
    if (!WORDS.some((allowed) => allowed.test(word ?? ''))) return `word ${word}`;
  }
  return undefined;
}
