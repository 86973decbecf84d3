import type { EntryType, ChangeKind } from '../model/run.ts';
import { decodeName } from './decode-name.ts';
import type { ChangeRecord, SameRecord } from './output.ts';

const ENTRY_TYPES: Readonly<Record<string, EntryType>> = {
  f: 'file',
  d: 'directory',
  L: 'symlink',
  D: 'device',
  S: 'special',
};

interface Fields {
  readonly itemized: string;
  readonly bytes: number;
  readonly modified: string;
  /** `%L` and its separator, when the line has it. */
  readonly link: string | undefined;
  readonly name: string;
}

/** Reads one line in our own out-format, whatever the width of `%i`: 9 (2.6.9, openrsync), 11, 12 (with file flags). */
export function parseItem(line: string): ChangeRecord | SameRecord | undefined {
  const fields = splitFields(line);
  if (fields === undefined) return undefined;
  const { itemized, bytes, modified, name } = fields;
  const path = pathOf(name);
  if (itemized === '*deleting') {
    const entry = name.endsWith('/') ? 'directory' : 'unknown';
    return { type: 'change', itemized, change: 'deleted', entry, bytes: 0, modified, path, hardLink: false };
  }
  // >f.st......   .f   hf+++++++++   cLc.t......
  const action = itemized.charAt(0);
  const letter = itemized.charAt(1);
  const attributes = itemized.slice(2);
  if (!'<>ch.'.includes(action) || !/^[a-zA-Z]$/.test(letter) || /\s/.test(attributes)) return undefined;
  const entry = ENTRY_TYPES[letter] ?? 'unknown';
  if (isSame(action, attributes, fields.link)) return { type: 'same', entry, bytes, path };
  const change = changeOf(action, attributes);
  return { type: 'change', itemized, change, entry, bytes, modified, path, hardLink: action === 'h' };
}

// ws|>f.st......|10|2026/11/23-11:24:52|a/f2     ws|*deleting  |0|1970/01/01-00:00:00|b/
// ws,>f.st....,10,2026/11/23-11:24:52,a/f2
// wsl|hf         |2|2026/11/23-12:34:23| => a|c
function splitFields(line: string): Fields | undefined {
  const withLink = line.startsWith('wsl|');
  const mark = line.charAt(2) === ',' ? ',' : '|';
  if (!withLink && !line.startsWith(`ws${mark}`)) return undefined;
  const itemizedAt = withLink ? 4 : 3;
  const bytesAt = line.indexOf(mark, itemizedAt) + 1;
  const modifiedAt = bytesAt === 0 ? 0 : line.indexOf(mark, bytesAt) + 1;
  const restAt = modifiedAt === 0 ? 0 : line.indexOf(mark, modifiedAt) + 1;
  if (restAt === 0) return undefined;
  const size = line.slice(bytesAt, modifiedAt - 1);
  if (!/^[\d,]+$/.test(size)) return undefined;
  const bytes = Number(size.includes(',') ? size.replaceAll(',', '') : size);
  const field = line.slice(itemizedAt, bytesAt - 1);
  const modified = line.slice(modifiedAt, restAt - 1);
  const rest = line.slice(restAt);
  const linkLength = withLink ? linkLengthOf(rest, bytes) : undefined;
  const name = linkLength === undefined ? rest : rest.slice(linkLength + 1);
  if (name === '') return undefined;
  const link = linkLength === undefined ? undefined : rest.slice(0, linkLength);
  return { itemized: field.trimEnd(), bytes, modified, link, name };
}

/** How long `%L` is: nothing, ` -> ` and a target of `bytes` bytes, or ` => ` and another name. */
function linkLengthOf(rest: string, bytes: number): number {
  if (rest.startsWith('|')) return 0;
  const last = rest.lastIndexOf('|');
  if (!rest.startsWith(' -> ')) return last;
  let at = 4;
  // An escaped byte takes five characters; see decode-name.ts.
  for (let left = bytes; left > 0; left--) at += /^\\#[0-3][0-7]{2}/.test(rest.slice(at, at + 5)) ? 5 : 1;
  return rest[at] === '|' ? at : last;
}

function pathOf(name: string): string {
  return decodeName(name.length > 1 && name.endsWith('/') ? name.slice(0, -1) : name);
}

/** A hard link with blank attributes is made anew, unless `%L` says that it has nothing to point to: it is there already. */
function isSame(action: string, attributes: string, link: string | undefined): boolean {
  if (!/^\.*$/.test(attributes)) return false;
  return action === '.' || (action === 'h' && link !== undefined && !link.startsWith(' => '));
}

function changeOf(action: string, attributes: string): ChangeKind {
  if (attributes.includes('+')) return 'created';
  return action === '.' ? 'attributes' : 'updated';
}
