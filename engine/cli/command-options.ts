import type { Command } from 'commander';
import { appendWord } from './command-parts.ts';

/** What goes with each sync, and how fast it may be. */
export function withCommandOptions(command: Command): Command {
  return command
    .option(
      '--before <MACHINE: command>',
      "run it before each sync, as in 'primary: pg_dumpall >/var/dump'; a failure stops the sync; may be given again",
      appendWord,
    )
    .option(
      '--after <MACHINE: command>',
      'run it when a sync is over, whatever became of it; may be given again',
      appendWord,
    )
    .option(
      '--on-promote <standby: command>',
      "run it when the standby is promoted, to make it serve, as in 'standby: /usr/local/bin/take-over'; it may run again after it was cut; may be given again",
      appendWord,
    )
    .option(
      '--on-demote <standby: command>',
      'run it when the standby gives the role back or its promotion is undone, to end its serving; may be given again',
      appendWord,
    )
    .option(
      '--on-drill <standby: command>',
      "run it in a drill, to try a service on the standby, as in 'standby(5m): /usr/local/bin/try-wiki 127.0.0.1'; status 0 means that it works; what it starts in the background is ended with it; may be given again",
      appendWord,
    )
    .option(
      '--bandwidth <rule>',
      "send no more than that a second: 2M, 'weekdays 08:00-18:00 500K'; the first that fits counts; may be given again",
      appendWord,
    );
}

/** What takes commands back. */
export function withoutCommands(command: Command): Command {
  return command
    .option('--no-commands-before', 'run nothing before a sync')
    .option('--no-commands-after', 'run nothing after one')
    .option('--no-commands-on-promote', 'run nothing when the standby is promoted')
    .option('--no-commands-on-demote', 'run nothing when that ends')
    .option('--no-commands-on-drill', 'run nothing in a drill')
    .option('--no-bandwidth-limits', 'send as fast as it goes');
}
