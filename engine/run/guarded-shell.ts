import { pathTextToBytes, type PathText } from '../model/path-text.ts';
import { formatEndpoint, type SshEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import { fencedDetails } from '../model/promotion.ts';
import type { Shell, ShellResult } from '../model/shell.ts';
import { COMMAND_SCRIPT } from '../platform/command-script.ts';
import { DELIVER_SCRIPT } from '../platform/deliver-script.ts';
import { CLEAR_MARKER_SCRIPT, DISK_USAGE_SCRIPT, WRITE_MARKER_SCRIPT } from '../platform/place-scripts.ts';
import { CONFINED_LINKED_FILES_SCRIPT } from '../platform/hard-links.ts';
import { DRILL_SCRIPT } from '../platform/drill-script.ts';
import { PROBE_SCRIPT } from '../platform/probe-script.ts';
import { SURVEY_SCRIPT } from '../platform/survey-script.ts';
import { runBySsh, type SshShellOptions } from '../ssh/shell.ts';

/** The scripts that set-up installed beside the guard, by the verb that runs each. */
export const GUARDED_SCRIPTS = {
  probe: PROBE_SCRIPT,
  mark: WRITE_MARKER_SCRIPT,
  clear: CLEAR_MARKER_SCRIPT,
  usage: DISK_USAGE_SCRIPT,
  links: CONFINED_LINKED_FILES_SCRIPT,
  command: COMMAND_SCRIPT,
  deliver: DELIVER_SCRIPT,
  survey: SURVEY_SCRIPT,
  drill: DRILL_SCRIPT,
} as const;

/** Instead of `cat`, for a shared connection. */
export const HOLD_COMMAND = 'warmspare hold';

/** Asks whether commands are installed, by their names; no script answers that but the guard itself. */
export const LOOK_FOR_COMMANDS = 'has';

/** What the standby is, and what it is to be; the tool answers that the guard's set-up left there. */
export const ROLE = 'role';

/** Of the guard alone: no app has scripts for them. */
const OWN_VERBS: readonly string[] = [LOOK_FOR_COMMANDS, ROLE];

/** A shell on a machine that lets only the guard answer: a script that it has goes there as its verb; any other is a bug. */
export function guardedShell(endpoint: SshEndpoint, options: SshShellOptions): Shell {
  return {
    run: async (script, args, runOptions) => {
      const verb = OWN_VERBS.includes(script) ? verbWords(script, args) : verbOf(script, args);
      const result = await runBySsh(endpoint, options, verb, runOptions);
      throwIfRefused(endpoint, result);
      return result;
    },
  };
}

/** What the guard says (keys/guard-script.ts) when the pair has other volumes or places than at its last set-up, or was set up by an older Warmspare. */
const OUTDATED = [
  'a command that is not installed here',
  // A guard before version 5.
  'not a verb of this guard',
  'not a destination of this pair',
  'content that is no marker of this pair',
  'this pair is not set up here',
  // A guard before version 3.
  'an argument that is not hex',
];

function throwIfRefused(endpoint: SshEndpoint, { code, stderr }: ShellResult): void {
  const fenced = code === 126 ? fencedDetails(stderr) : undefined;
  if (fenced !== undefined)
    throw EngineError.of('standby.promoted', { endpoint: formatEndpoint(endpoint), ...fenced });
  // warmspare guard: refused: not a destination of this pair
  const reason = /^warmspare guard: refused: (.*)$/m.exec(stderr)?.[1];
  if (code !== 126 || reason === undefined || !OUTDATED.includes(reason)) return;
  throw EngineError.of('setup.outdated', { endpoint: formatEndpoint(endpoint), text: reason });
}

function verbOf(script: string, args: readonly PathText[]): string {
  const known = Object.entries(GUARDED_SCRIPTS).find(([, text]) => text === script);
  if (known === undefined) throw new Error('the guard has no verb for this script');
  return verbWords(known[0], args);
}

function verbWords(verb: string, args: readonly PathText[]): string {
  const isPlain = args.every((text) => /^[A-Za-z0-9/._-]+$/.test(text));
  return ['warmspare', verb, ...args.map(isPlain ? plain : hex)].join(' ');
}

/** The guard needs no process to read it. */
function plain(text: PathText): string {
  return `=${text}`;
}

function hex(text: PathText): string {
  return Buffer.from(pathTextToBytes(text)).toString('hex');
}
