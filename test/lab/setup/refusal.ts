import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemCode } from '../../../engine/model/problem.ts';
import { uncapitalised } from '../../../engine/text/words.ts';
import type { CliResult } from '../engine/cli-pair.ts';
import type { LabHost } from '../lab-host.ts';
import type { Newcomer } from './newcomer.ts';

/** How a set-up that comes to nothing ends, for people and for scripts. */
export interface Refusal {
  readonly status: number | null;
  readonly code: ProblemCode | undefined;
  /** What it was at. */
  readonly step: string | undefined;
  /** Everything that a person reads on stderr. */
  readonly words: string;
}

interface LastEvent {
  readonly type: string;
  readonly step?: string;
  readonly problem?: { readonly code: ProblemCode };
  readonly message?: string;
}

/** Sets up as text and then with --json, the password from a pipe. Both must end in the same way and the same words. */
export async function refusalOf(
  person: Newcomer,
  name: string,
  password: string,
  ...options: readonly string[]
): Promise<Refusal> {
  const text = await person.setUp(name, password, ...options);
  return sameRefusal(text, await person.setUp(name, password, ...options, '--json'));
}

export function sameRefusal(text: CliResult, json: CliResult): Refusal {
  const [failed, last] = json.stdout
    .trim()
    .split('\n')
    .slice(-2)
    .map((line) => JSON.parse(line) as LastEvent);
  const said = `warmspare: ${uncapitalised(last?.message ?? '')}\n`;
  const isSame = text.status === json.status && text.stderr.startsWith(said) && json.stderr === '';
  if (last?.type !== 'error' || failed?.problem?.code !== last.problem?.code || !isSame)
    throw new Error(`not the same:\n${text.stderr}\n${json.stdout}\n${json.stderr}`);
  return { status: text.status, code: last.problem?.code, step: failed?.step, words: text.stderr };
}

/** What a set-up writes there, all of it: root's keys, the guard, sshd's settings. */
export function tracesOn(host: LabHost): string[] {
  return ['/root/.ssh', '/usr/local/libexec', '/etc/ssh'].flatMap((folder) => {
    const entries = readdirSync(host.path(folder), { recursive: true, withFileTypes: true });
    return entries
      .map((entry) => [join(entry.parentPath, entry.name), entry.isFile()] as const)
      .map(([path, isFile]) => `${path} ${isFile ? readFileSync(path, 'latin1') : ''}`)
      .sort();
  });
}
