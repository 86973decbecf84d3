import type { Configuration } from '../../model/drill.ts';
import type { DrilledPath } from '../../model/drill-answer.ts';
import { printable } from '../../model/path-text.ts';
import type { Judged } from './judge-try.ts';

const PROGRAMS: Readonly<Record<Configuration, string>> = {
  sshd: 'sshd',
  samba: 'testparm',
  nginx: 'nginx',
  apache: 'httpd',
  exports: 'the NFS server',
  launchd: 'plutil',
  cron: 'cron',
};

const NAMED = 5;

/** What sshd was given came by standard input: `/dev/stdin: line 2: Bad configuration option: Fooo` */
const OF_INPUT = /^\/dev\/stdin:? /gm;

/** All of one kind; `undefined`: the copy has none of it. */
export function judgeConfigurations(what: Configuration, paths: readonly DrilledPath[]): Judged | undefined {
  const files = paths.filter(({ state }) => state === 'file');
  if (files.length === 0) return judgeNone(paths);
  const read = files.filter(({ tool }) => tool === undefined);
  if (read.length === 0)
    return { state: 'skipped', output: `${namesOf(files)}: ${whyUnread(what, files[0])}` };
  const judged = read.map((file) => ({ file, state: stateOf(what, file) }));
  const of = (state: Judged['state']) =>
    judged.filter((each) => each.state === state).map(({ file }) => file);
  const [bad, odd] = [of('failed'), of('warned')];
  if (bad.length > 0) return { state: 'failed', output: saidOf(bad) };
  if (odd.length > 0) return { state: 'warned', output: saidOf(odd) };
  return {
    state: 'passed',
    output: `${namesOf(read)}: ${PROGRAMS[what]} can read ${read.length === 1 ? 'it' : 'them'}`,
  };
}

/** A link that stands for another path of ours is told of only where nothing was found by that. */
function judgeNone(paths: readonly DrilledPath[]): Judged | undefined {
  const odd = paths.filter(({ state }) => state === 'unreadable' || state === 'other');
  if (odd.length === 0) return undefined;
  return { state: 'failed', output: `${namesOf(odd)}: cannot be read` };
}

function whyUnread(what: Configuration, file: DrilledPath | undefined): string {
  if (file?.tool === 'unsafe')
    return `${PROGRAMS[what]} opens and loads what a configuration names, so it was not asked; a command of the drill can (pair change --on-drill)`;
  return `the standby has no ${PROGRAMS[what]}`;
}

function stateOf(what: Configuration, { status, said = '' }: DrilledPath): Judged['state'] {
  switch (what) {
    case 'samba':
      // Loaded services file OK.   It complains of folders that the standby lacks as well, and they are not the configuration's.
      if (!said.includes('Loaded services file OK')) return 'failed';
      return /^(Unknown|Ignoring unknown) parameter/m.test(said) ? 'warned' : 'passed';
    case 'sshd':
      // sshd: no hostkeys available -- exiting.   It has read all of the file before it looks for them.
      return status === 0 || isOfMachine(said) ? 'passed' : 'failed';
    case 'exports':
    case 'launchd':
    case 'cron':
    case 'nginx':
    case 'apache':
      return status === 0 ? 'passed' : 'failed';
  }
}

/** `Missing privilege separation directory: /run/sshd` */
function isOfMachine(said: string): boolean {
  return /^(sshd: no hostkeys available|Missing privilege separation directory)/m.test(said);
}

/** What was said of each, of a few. */
function saidOf(files: readonly DrilledPath[]): string {
  const told = files.slice(0, NAMED).map(({ path, said = '', status }) => {
    const words = said === '' ? `status ${String(status ?? 'unknown')}` : said.replace(OF_INPUT, '');
    return `${printable(path)}: ${words}`;
  });
  const more = files.length > NAMED ? [`and ${String(files.length - NAMED)} more`] : [];
  return [...told, ...more].join('\n');
}

function namesOf(files: readonly DrilledPath[]): string {
  const names = files.slice(0, NAMED).map(({ path }) => printable(path));
  return files.length > NAMED
    ? `${names.join(', ')} and ${String(files.length - NAMED)} more`
    : names.join(', ');
}
