import type { Need } from '../../plan/runbook/planned-step.ts';
import { say, type StepWords } from './step-words.ts';

const NEEDS: Readonly<Record<Need, string>> = {
  'standby-password': 'The name and the password of an administrator of the standby.',
  'primary-password':
    'The name and the password of an administrator of the primary: after the restart they count.',
  'disk-password': 'The password of the standby’s encrypted disks.',
  'cable-keyboard': 'A keyboard with a cable: one without may not be heard while the standby starts.',
  'name-server': 'Access to the router, and to whatever else gives out addresses and names (DHCP, DNS).',
  installers: 'Installers and licences of the programs that have to be installed by hand.',
};

export const BEFORE_WORDS: StepWords<'decide' | 'have-at-hand'> = {
  decide: (_step, { primary, input }) => ({
    title: 'Decide that the primary is gone',
    why: 'What was done on it since the recovery point is lost with the switch. To mend it may be quicker.',
    actions: [
      say(`Go to ${primary}. Try its cables, its power button and its screen, for ten minutes at most.`),
      say('Read the warnings and “Not in the clone” above, and all steps to the end.'),
      say(
        input.settings.notes.trim() === ''
          ? 'Call whoever is responsible for the machine, and agree on the switch.'
          : 'Call who is named under “Whom to call”, and agree on the switch.',
      ),
    ],
    proof: 'One person has decided it, and everybody who is there knows who.',
    ifNot:
      'If the primary runs again and its files are right, leave the standby alone, and find out why it stopped.',
    minutes: 10,
  }),
  'have-at-hand': ({ needs, os }) => ({
    title: 'Have these at hand',
    why: 'Half-way through, nobody can work, and nobody wants to look for a password then.',
    actions: [...needs.map((need) => say(NEEDS[need])), say(howToType(os))],
    proof: 'All of it lies in front of you.',
    ifNot: 'Get it first.',
    minutes: 5,
  }),
};

function howToType(os: string | undefined): string {
  const where = os === 'darwin' ? 'Terminal (in Applications > Utilities)' : 'a terminal';
  return `Commands are entered in ${where}, each on one line, however it is broken on paper, and ended with Return. sudo asks for your password, and shows nothing while you type it.`;
}
