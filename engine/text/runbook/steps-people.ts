import type { RunbookAction } from '../../model/runbook.ts';
import { printable } from '../../model/path-text.ts';
import { isAtLeast, type MacVersion } from '../../plan/failover/macos-version.ts';
import { giveFolder } from '../../plan/runbook/commands-disks.ts';
import { addLinuxAccount } from '../../plan/runbook/commands-linux-services.ts';
import { addMacAccount } from '../../plan/runbook/commands-services.ts';
import type { AccountStand } from '../../plan/runbook/plan-services.ts';
import { settingPlace } from './mac-places.ts';
import { quoted, say, type StepContext, type StepWords } from './step-words.ts';

const MINUTES_EACH = 3;

export const PEOPLE_WORDS: StepWords<'make-accounts' | 'set-jobs'> = {
  'make-accounts': ({ accounts, os }, context) => ({
    title: 'See to the accounts of the primary’s people',
    why: 'Files belong to numbers, and shares ask for a name and a password. Passwords are not taken along: each new account gets one of its own.',
    actions:
      accounts === undefined
        ? [
            say(
              `Which people the standby lacks is not known. Compare its accounts (${accountsPlace(os, context)}) with the folders of people in the clone, and create who is missing, with the number that ls -ln shows for the folder.`,
            ),
          ]
        : accounts.flatMap((account) => accountActions(account, os, context)),
    proof: 'Each of them can sign in to the standby and sees their own files.',
    ifNot:
      os === 'darwin'
        ? `Create the account in ${accountsPlace(os, context)}; Advanced Options, with a click on the account while Control is held down, have the number (User ID) and the home folder.`
        : 'Create the account by the machine’s own means, and give the folder to it.',
    minutes: Math.max(
      MINUTES_EACH,
      MINUTES_EACH * (accounts ?? []).filter(({ kind }) => kind !== 'other-home').length,
    ),
  }),
  'set-jobs': ({ jobs }) => ({
    title: 'Set up what ran by the clock',
    why: 'What the primary did by itself (reports, backups, imports) nobody does now.',
    actions: [
      ...jobs.map(({ owner, when, program }) =>
        say(`${quoted(program)} of ${printable(owner)}, at ${quoted(when)}.`),
      ),
      say('Their arguments are not in this runbook, since they may hold passwords: look into the clone.'),
    ],
    proof: 'Each has run once, or its next time is written down.',
    ifNot: 'Do by hand what cannot wait.',
    minutes: 10,
  }),
};

function accountActions(
  account: AccountStand,
  os: string | undefined,
  context: StepContext,
): readonly RunbookAction[] {
  const { name, uid, home, kind, uidOf } = account;
  if (kind === 'other-home')
    return [
      say(
        `${quoted(name)} has an account here. ${home === undefined ? 'The home folder of the primary is in no volume of the pair.' : `The files from the primary are in ${printable(home)}, not in the home folder of that account.`}`,
      ),
    ];
  const give = home === undefined ? [] : [giveFolder(name, home)];
  if (kind === 'other-uid')
    return [
      say(
        `${quoted(name)} has another number here; files in the clone belong to ${String(uid)}. Give them to the account:`,
      ),
      ...(home === undefined ? [say('Its home folder is in no volume of the pair.')] : give),
    ];
  if (uidOf !== undefined)
    return [
      say(
        `${quoted(name)} had the number ${String(uid)}, which is that of ${quoted(uidOf)} here. Create the account with another, and give it its files:`,
      ),
      ...newAccount(name, undefined, home, os, context),
      ...give,
    ];
  return [
    say(
      `${quoted(name)}, number ${String(uid)}${home === undefined ? '; the home folder is in no volume of the pair' : ''}:`,
    ),
    ...newAccount(name, uid, home, os, context),
  ];
}

function newAccount(
  name: string,
  uid: number | undefined,
  home: string | undefined,
  os: string | undefined,
  context: StepContext,
): readonly RunbookAction[] {
  if (os === 'linux') return [addLinuxAccount(name, uid, home)];
  const command =
    os === 'darwin' && hasSysadminctl(context.serving) ? addMacAccount(name, uid, home) : undefined;
  if (command !== undefined) return [command];
  const at = home === undefined ? '' : ` and the home folder ${printable(home)}`;
  const number = uid === undefined ? '' : ` with the number ${String(uid)}`;
  return [say(`Create it in ${accountsPlace(os, context)}${number}${at}.`)];
}

/** Its -addUser came with macOS 10.13. */
function hasSysadminctl(version: MacVersion | undefined): boolean {
  return version !== undefined && isAtLeast(version, 10, 13);
}

function accountsPlace(os: string | undefined, { serving: version }: StepContext): string {
  return os === 'darwin' ? settingPlace('users', version) : 'the machine’s own list of accounts';
}
