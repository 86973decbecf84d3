import { Option, type Command } from 'commander';
import { parseCount } from './arguments/whole-number.ts';
import type { LogsOptions } from './commands/logs.ts';
import type { PauseOptions } from './commands/schedule.ts';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import { addSystemHostCommands } from './system-host-commands.ts';

const GROUP = 'By itself:';

const SERVE = [
  'Keeps the pairs without a window: due runs begin by themselves, alerts are sent, and every command and the app show and use the same.',
  'One Warmspare keeps a data folder at a time. Where another one does, this one waits and takes its place when it ends.',
].join('\n\n');

/** What runs without anybody at the keyboard. */
export function addHostCommands(program: Command, carry: Carry): void {
  addScheduleCommands(program, carry);
  addServe(program, carry);
  addSystemHostCommands(program, carry);
  addLogs(program, carry);
  addDiagnostics(program, carry);
}

function addDiagnostics(program: Command, carry: Carry): void {
  const command = program
    .command('diagnostics')
    .helpGroup(GROUP)
    .summary('all that helps to find out what is wrong')
    .description(
      'Prints what Warmspare knows about itself, to be read and then sent to whoever helps. Holds no secret.',
    )
    .option('--out <file>', 'write to a new file instead')
    .addHelpText(
      'after',
      examples('warmspare diagnostics | less', 'warmspare diagnostics --out warmspare.txt'),
    );
  withSharedOptions(command).action((options: { out?: string }) =>
    carry(command, undefined, async (session) => {
      const { diagnostics } = await import('./commands/diagnostics.ts');
      return diagnostics(session, options);
    }),
  );
}

function addLogs(program: Command, carry: Carry): void {
  const command = program
    .command('logs')
    .helpGroup(GROUP)
    .summary('what was done by itself')
    .description(
      'Prints what the app or warmspare serve did by itself, newest last: runs, due times left out, problems.',
    )
    .addOption(new Option('--lines <n>', 'no more than this (100)').argParser(parseCount))
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .addHelpText('after', examples('warmspare logs --lines 20', 'warmspare logs --follow --json'));
  withSharedOptions(command).action((options: LogsOptions) =>
    carry(command, undefined, async (session) => {
      const { logs } = await import('./commands/logs.ts');
      return logs(session, options);
    }),
  );
}

function addScheduleCommands(program: Command, carry: Carry): void {
  const schedule = withSharedOptions(
    program
      .command('schedule')
      .helpGroup(GROUP)
      .description('show, pause and resume the schedule of a pair; pair change sets it'),
  ).addHelpText('after', examples('warmspare schedule show office', 'warmspare schedule pause --help'));
  addShow(schedule, carry);
  addPause(schedule, carry);
  addResume(schedule, carry);
}

function addShow(schedule: Command, carry: Carry): void {
  const command = schedule
    .command('show <name>')
    .description('show when a pair is due, the next five times, and what a due run waits for')
    .addHelpText(
      'after',
      examples('warmspare schedule show office', 'warmspare schedule show office --json'),
    );
  withSharedOptions(command).action((name: string) =>
    carry(command, name, async (session) => {
      const { showSchedule } = await import('./commands/schedule.ts');
      return showSchedule(session, name);
    }),
  );
}

function addPause(schedule: Command, carry: Carry): void {
  const command = schedule
    .command('pause <name>')
    .summary('begin no due run for a while')
    .description(
      'Begins no due run of the pair until then, or until it is resumed. What was due meanwhile is caught up by one run.',
    )
    .addOption(new Option('--for <length>', 'so long: 90m, 2h, 1d').conflicts('until'))
    .option('--until <time>', 'until then: 2026-11-24, or with a time T07:00')
    .addHelpText(
      'after',
      examples(
        'warmspare schedule pause office --for 2h',
        'warmspare schedule pause office --until 2026-11-24T07:00',
      ),
    );
  withSharedOptions(command).action((name: string, options: PauseOptions) =>
    carry(command, name, async (session) => {
      const { pauseSchedule } = await import('./commands/schedule.ts');
      return pauseSchedule(session, name, options);
    }),
  );
}

function addResume(schedule: Command, carry: Carry): void {
  const command = schedule
    .command('resume <name>')
    .description('begin due runs again')
    .addHelpText(
      'after',
      examples('warmspare schedule resume office', "warmspare schedule resume 'my office'"),
    );
  withSharedOptions(command).action((name: string) =>
    carry(command, name, async (session) => {
      const { resumeSchedule } = await import('./commands/schedule.ts');
      return resumeSchedule(session, name);
    }),
  );
}

function addServe(program: Command, carry: Carry): void {
  const command = program
    .command('serve')
    .helpGroup(GROUP)
    .summary('begin due runs, without a window')
    .description(SERVE)
    .addHelpText('after', examples('warmspare serve', 'warmspare serve --json'));
  withSharedOptions(command).action(() =>
    carry(command, undefined, async (session) => {
      const { serve } = await import('./commands/serve.ts');
      return serve(session);
    }),
  );
}
