import type { Command } from 'commander';
import { appendWord } from './command-parts.ts';

/** When a pair is due, and what a due run waits for. */
export function withScheduleOptions(command: Command): Command {
  return command
    .option(
      '--schedule <text>',
      'when to sync: "daily 03:00", "weekdays 12:30 and 18:00", "every 15m", "manual", …',
    )
    .option('--on-mains', 'begin a due run only on mains power')
    .option('--network <name>', 'begin one only on this network; may be given again', appendWord)
    .option('--quiet <times>', 'begin none then: 22:00-06:00; may be given again', appendWord)
    .option('--wake', 'have this Mac wake up for a due run; needs root to keep the pairs');
}

/** What takes conditions back. */
export function withoutConditions(command: Command): Command {
  return command
    .option('--no-on-mains', 'begin a due run on battery, too')
    .option('--no-networks', 'begin one on any network')
    .option('--no-quiet-times', 'begin one at any time')
    .option('--no-wake', 'wake up for none');
}
