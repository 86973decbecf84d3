import { EngineError } from '../model/problem.ts';
import { shellWords } from '../model/shell-words.ts';
import type { RunProcess, Shell } from '../model/shell.ts';
import { runProcess } from './run-process.ts';

/** Runs scripts with /bin/sh on this machine. Same results and problems as over ssh. */
export function localShell(run: RunProcess = runProcess): Shell {
  return {
    async run(script, args, options = {}) {
      const end = await run(shellWords(script, args), options);
      switch (end.kind) {
        case 'timed-out':
          throw EngineError.of(
            'endpoint.timeout',
            { endpoint: 'local', output: end.stderr.slice(-4000) },
            'transient',
          );
        case 'cancelled':
          throw EngineError.of('run.cancelled', { endpoint: 'local' }, 'transient');
        case 'too-much-output':
          throw EngineError.of('endpoint.garbled', { endpoint: 'local', text: 'too much output' });
        case 'not-started':
          throw new Error(`/bin/sh did not start: ${end.reason}`);
        case 'exited':
          return { code: end.code, signal: end.signal, stdout: end.stdout, stderr: end.stderr };
      }
    },
  };
}
