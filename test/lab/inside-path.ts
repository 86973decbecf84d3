import { lstatSync, readlinkSync } from 'node:fs';

const MOST_LINKS = 40;

/** Where a path of a host is on this machine. Links on the way are followed as the host would, so that none (`/var/run`
 *  to `/run`) leads out of the host; the last part is not followed. */
export function outsidePath(root: string, inside: string): string {
  if (!inside.startsWith('/')) throw new Error(`not an absolute path: ${inside}`);
  let pending = inside.split('/').filter((part) => part !== '');
  let done: string[] = [];
  for (let links = 0; pending.length > 0;) {
    const [part = '', ...rest] = pending;
    pending = rest;
    if (part === '.') continue;
    if (part === '..') {
      done.pop();
      continue;
    }
    const target = rest.length === 0 ? undefined : linkTarget([root, ...done, part].join('/'));
    if (target === undefined) {
      done.push(part);
      continue;
    }
    if (++links > MOST_LINKS) throw new Error(`too many links in ${inside}`);
    if (target.startsWith('/')) done = [];
    pending = [...target.split('/').filter((name) => name !== ''), ...rest];
  }
  return [root, ...done].join('/');
}

function linkTarget(path: string): string | undefined {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? readlinkSync(path) : undefined;
}
