import { mkdirSync, writeFileSync } from 'node:fs';
import { runProcess, startProcess, type ProcessResult } from '../../helpers/run-process.ts';
import type { WrittenCommand } from '../../helpers/runbook-commands.ts';
import type { Lab } from '../lab.ts';
import type { LabHost } from '../lab-host.ts';
import type { Office } from './office.ts';

/** Where a person enters what a runbook says: at the two machines, on the app's, and at a desk of somebody else. */
export class Keyboards {
  readonly #lab: Lab;
  readonly #desk: LabHost;
  readonly #home: string;
  readonly #programs: string;

  constructor(lab: Lab, desk: LabHost, office: Office) {
    this.#lab = lab;
    this.#desk = desk;
    this.#home = office.home;
    this.#programs = `${office.folder}/programs`;
    mkdirSync(this.#programs);
    const script = `#!/bin/sh\nexec '${process.execPath}' dist/cli/warmspare.js "$@"\n`;
    writeFileSync(`${this.#programs}/warmspare`, script, { mode: 0o755 });
  }

  /** To the letter, in a shell; as root on the two machines, which sudo is asked of there too. */
  enter({ where, text }: Pick<WrittenCommand, 'where' | 'text'>): Promise<ProcessResult> {
    if (text.startsWith('warmspare schedule ')) return this.#whileItRuns(() => this.#atTheApp(text));
    if (text.startsWith('warmspare ')) return this.#atTheApp(text);
    const host = { primary: this.#lab.primary, standby: this.#lab.standby }[where] ?? this.#desk;
    return host.exec(['/bin/bash', '-c', text], { okCodes: 'any' });
  }

  /** On a terminal, where the command line asks; one question, one answer. */
  async enterAndAnswer(text: string, question: RegExp, answer: string): Promise<ProcessResult> {
    const options = { env: this.#env(), keepInputOpen: true, timeoutMs: 500_000 };
    const typing = startProcess(['script', '-qefc', text, '/dev/null'], options);
    await typing.waitForOutput(question, 60_000);
    typing.write(`${answer}\n`);
    return typing.exited;
  }

  #atTheApp(text: string): Promise<ProcessResult> {
    return runProcess(['bash', '-c', text], { env: this.#env(), okCodes: 'any', timeoutMs: 500_000 });
  }

  /** A schedule is the host's. It runs no longer than that: a run or a look of its own would come between. */
  async #whileItRuns<T>(work: () => Promise<T>): Promise<T> {
    const serving = startProcess(['warmspare', 'serve', '--json'], { env: this.#env(), timeoutMs: 500_000 });
    try {
      await serving.waitForOutput(/"role"/, 60_000);
      return await work();
    } finally {
      serving.signal('SIGTERM');
      await serving.exited;
    }
  }

  #env(): NodeJS.ProcessEnv {
    const path = `${this.#programs}:${process.env['PATH'] ?? ''}`;
    return { ...process.env, PATH: path, WARMSPARE_HOME: this.#home };
  }
}
