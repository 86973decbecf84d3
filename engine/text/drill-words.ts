import { commandName } from '../model/command-name.ts';
import type { Configuration, DrillStepState, DrillSubject } from '../model/drill.ts';
import { printable } from '../model/path-text.ts';

const CONFIGURATION_TITLES: Readonly<Record<Configuration, string>> = {
  sshd: 'Configuration of sshd',
  samba: 'Configuration of Samba',
  nginx: 'Configuration of nginx',
  apache: 'Configuration of Apache',
  exports: 'Exports of NFS',
  launchd: 'Jobs of launchd',
  cron: 'Crontabs',
};

/** What is tried, in a few words: `Database /Users/shop.db`. */
export function drillStepTitle({ kind, text = '' }: DrillSubject): string {
  switch (kind) {
    case 'places':
      return 'Places of the copy';
    case 'read':
      return `Files in ${printable(text)}`;
    case 'users':
      return 'Accounts';
    case 'database':
      return `Database ${printable(text)}`;
    case 'configuration':
      return CONFIGURATION_TITLES[text as Configuration] ?? printable(text);
    case 'command':
      return `Command ${printable(commandName(text))}`;
  }
}

export const DRILL_STATES: Readonly<Record<DrillStepState, string>> = {
  passed: 'passed',
  warned: 'warning',
  failed: 'failed',
  skipped: 'not tried',
};
