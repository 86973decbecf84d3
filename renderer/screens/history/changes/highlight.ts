/** A piece of a name, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A path in its parts, each cut where the match begins and ends. Letters' case does not count, nor how accents are put together. */
export function highlighted(path: string, sought: string): Piece[][] {
  const [from, to] = matchIn(path, sought);
  let at = 0;
  return path.split('/').map((name) => {
    const start = at;
    at += name.length + 1;
    const cut = (index: number): number => Math.min(name.length, Math.max(0, index - start));
    return [
      { text: name.slice(0, cut(from)), isMatch: false },
      { text: name.slice(cut(from), cut(to)), isMatch: true },
      { text: name.slice(cut(to)), isMatch: false },
    ].filter(({ text }) => text !== '');
  });
}

/** Where in the path as it is written; `[0, 0]`: nowhere. */
function matchIn(path: string, sought: string): readonly [number, number] {
  const needle = fold(sought);
  if (needle === '') return [0, 0];
  // Folding may change lengths, so letters are folded one by one, each with where it came from.
  let folded = '';
  const origins: number[] = [];
  for (const { segment, index } of graphemes.segment(path)) {
    const letter = fold(segment);
    for (let i = 0; i < letter.length; i++) origins.push(index);
    folded += letter;
  }
  origins.push(path.length);
  const hit = folded.indexOf(needle);
  if (hit === -1) return [0, 0];
  const from = origins[hit] ?? 0;
  const last = origins[hit + needle.length - 1] ?? from;
  const to = origins.slice(hit + needle.length).find((origin) => origin > last) ?? path.length;
  return [from, to];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
