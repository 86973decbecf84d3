import type { Share } from '../../model/machine.ts';
import { linesOf, oneLine, wordsOf } from './known.ts';
import type { Told } from '../probe-records.ts';
import { unescapeOctal } from '../volume-facts.ts';

type Protocol = Share['protocols'][number];

/** Of a Mac: `sharing -l`, and the folders of /etc/exports. */
export function macShares(told: Told): Share[] | undefined {
  const text = wordsOf(told, 'shares');
  const exported = exportedFolders(told);
  if (text?.includes('List of Share Points') !== true || exported === undefined) return undefined;
  return withExports(sharePoints(text), exported);
}

interface SharePoint {
  readonly name: string;
  path: string | undefined;
  readonly protocols: Protocol[];
}

/** `name:\t\tPublic\npath:\t\t/Users/me/Public\n\tsmb:\t{\n\t\tname:\tPublic\n\t\tshared:\t1\n…\n\t}`; a name within braces is indented. */
function sharePoints(text: string): Share[] {
  const points: SharePoint[] = [];
  let block: string | undefined;
  for (const line of text.split('\n')) {
    const point = points.at(-1);
    const [, key = '', rest = ''] = /^\s*([a-z ]+):\s*(.*)$/.exec(line) ?? [];
    if (/^name:/.test(line)) points.push({ name: rest.trim(), path: undefined, protocols: [] });
    else if (/^\s*\}/.test(line)) block = undefined;
    else if (rest.startsWith('{')) block = key;
    else if (block === undefined && key === 'path' && point !== undefined) point.path = pathText(rest);
    else if (key === 'shared' && rest.startsWith('1') && (block === 'smb' || block === 'afp'))
      point?.protocols.push(block);
  }
  return points.flatMap(({ name, path, protocols }) =>
    oneLine(name) === undefined || path === undefined || protocols.length === 0
      ? []
      : [{ name, path, protocols }],
  );
}

function pathText(text: string): string | undefined {
  const path = oneLine(text);
  return path?.startsWith('/') === true ? path : undefined;
}

/** Of Linux: Samba's shares, and the folders of /etc/exports. */
export function linuxShares(told: Told): Share[] | undefined {
  const lines = linesOf(told, 'samba');
  const exported = exportedFolders(told);
  return lines === undefined || exported === undefined
    ? undefined
    : withExports(sambaShares(lines), exported);
}

/** What testparm(1) calls sections that are no shares of a folder's own. */
const NO_FOLDERS = new Set(['global', 'homes', 'printers', 'print$']);

/** `[media]`, `\tpath = /srv/media`; smb.conf(5). */
function sambaShares(lines: readonly string[]): Share[] {
  const sections: { name: string; values: Map<string, string> }[] = [];
  for (const line of lines) {
    const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) sections.push({ name: name.trim(), values: new Map() });
    const [, key = '', value = ''] = /^\s*([a-z ]+?)\s*=\s*(.*)$/i.exec(line) ?? [];
    sections.at(-1)?.values.set(key.toLowerCase(), value.trim());
  }
  return sections.flatMap(({ name, values }): Share[] => {
    const path = pathText(values.get('path') ?? values.get('directory') ?? '');
    const isFolder =
      !NO_FOLDERS.has(name.toLowerCase()) && !isYes(values.get('printable') ?? values.get('print ok'));
    const isOff = /^(no|false|0)$/i.test(values.get('available') ?? '');
    return path === undefined || !isFolder || isOff ? [] : [{ name, path, protocols: ['smb'] }];
  });
}

function isYes(text: string | undefined): boolean {
  return /^(yes|true|1)$/i.test(text ?? '');
}

/** `/srv/nfs\040media`, exports(5). */
function exportedFolders(told: Told): readonly string[] | undefined {
  return linesOf(told, 'exports')?.flatMap((line) => {
    const path = pathText(unescapeOctal(line));
    return path === undefined ? [] : [path];
  });
}

/** NFS has no names: a folder that is shared already is shared by NFS, too. */
function withExports(shares: readonly Share[], exported: readonly string[]): Share[] {
  const left = [...new Set(exported)].filter((path) => !shares.some((share) => share.path === path));
  return [
    ...shares.map((share): Share =>
      exported.includes(share.path) ? { ...share, protocols: [...share.protocols, 'nfs'] } : share,
    ),
    ...left.map((path): Share => ({ name: path, path, protocols: ['nfs'] })),
  ];
}
