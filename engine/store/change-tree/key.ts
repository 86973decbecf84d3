import type { PathText } from '../../model/path-text.ts';

/** Below every character of a name, so that all that is in a folder stands together, just after the folder itself. */
export const END = '\t';
const SLASH = '\u000b';
const ORIGINAL = '\u000e';
const ESCAPE = '\u000f';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f]/g;

/** Without control characters, which lines and keys are made with; two texts never become one. */
export function escapeControls(text: string): string {
  return text.replace(CONTROL, (char) => ESCAPE + String.fromCharCode(char.charCodeAt(0) + 0x40));
}

export function unescapeControls(text: string): string {
  if (!text.includes(ESCAPE)) return text;
  // \u000f and the character, moved up by 64
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u000f(.)/gs, (_, char: string) => String.fromCharCode(char.charCodeAt(0) - 0x40));
}

/** As texts are compared by people: letters' case and the way they are put together (macOS takes accents apart) do not count. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** One name as a part of a key: sorted as people do, and still another for every other name. */
export function nameKey(name: PathText): string {
  const folded = escapeControls(foldText(name));
  const own = escapeControls(name);
  return folded === own ? own : `${folded}${ORIGINAL}${own}`;
}

/** The names of a path below a volume; none for its root. */
export function namesOf(path: PathText): string[] {
  return path === '.' || path === '' ? [] : path.split('/');
}

export function pathKey(names: readonly string[]): string {
  return names.map(nameKey).join(SLASH);
}

/** The names that `pathKey` was made from. */
export function keyNames(key: string): string[] {
  return key.split(SLASH).map((part) => {
    const at = part.indexOf(ORIGINAL);
    return unescapeControls(at === -1 ? part : part.slice(at + 1));
  });
}
