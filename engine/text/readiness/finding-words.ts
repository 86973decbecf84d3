import type { Finding } from '../../model/readiness.ts';
import { printable } from '../../model/path-text.ts';
import { countOf, formatAge, formatBytes, formatCount, formatDuration } from '../amounts.ts';
import { lossWhat } from '../losses.ts';
import { OUTCOME_WORDS } from '../run-words.ts';
import { formatTime, type TimeContext } from '../times.ts';
import type { PairNamed, Ways } from '../ways.ts';
import { words, type Words } from '../words.ts';
import { DRILL_FINDINGS } from './drill-findings.ts';
import { listOf } from './list-of.ts';
import { REASON_WORDS, STRATEGY_WORDS } from './strategy-words.ts';

type Of<Kind extends Finding['kind']> = Extract<Finding, { readonly kind: Kind }>;

/** What the sentences are told with. */
export interface FindingContext extends TimeContext {
  readonly pair: PairNamed;
  readonly ways: Ways;
}

export type FindingTable = {
  readonly [Kind in Finding['kind']]: (it: Of<Kind>, context: FindingContext) => Words;
};

/** What was found, and what to do about it. */
export function findingWords(finding: Finding, context: FindingContext): Words {
  const say = SAY[finding.kind] as (it: Finding, context: FindingContext) => Words;
  return say(finding, context);
}

const SAY: FindingTable = {
  'no-copy': (_, { ways, pair }) => words('the standby has no whole copy.', ways.makeCopy(pair), 'sync'),
  'copy-age': ({ recoveryPoint, limitMs }, context) => copyAge(recoveryPoint, limitMs, context),
  'no-sync': (_, { ways, pair }) => words('nothing was ever synced.', ways.makeCopy(pair), 'sync'),
  'sync-ended': ({ outcome }, { ways, pair }) =>
    outcome === 'succeeded'
      ? words('the last sync succeeded.')
      : words(
          `the last sync ended as ${OUTCOME_WORDS[outcome]}: the copy is not known to be whole.`,
          ways.lookAtEnd(pair),
          'open-history',
        ),
  'volumes-covered': ({ count }) =>
    words(
      count === 1 ? 'the one volume was copied whole.' : `all ${formatCount(count)} volumes are of one run.`,
    ),
  'volumes-not-covered': ({ paths }, { ways, pair }) =>
    words(`the last sync did not copy ${listOf(paths)} whole.`, ways.makeCopy(pair), 'sync'),
  'never-verified': (_, { ways, pair }) =>
    words('the copy was never compared with the primary, file by file.', ways.verify(pair), 'verify'),
  verified: ({ compared, isFull }) =>
    words(
      isFull
        ? `every file was read on both sides (${formatCount(compared)}), and none differs.`
        : `${countOf(compared, 'file')} taken at random were read on both sides, and none differs.`,
    ),
  'verify-unfinished': (_, { ways, pair }) =>
    words('the last verify did not come to its end.', ways.verify(pair), 'verify'),
  'verify-old': ({ limitMs }, { ways, pair }) =>
    words(`the last verify is older than ${formatDuration(limitMs)}.`, ways.verify(pair), 'verify'),
  'verify-differs': ({ different, compared }, { ways, pair }) =>
    words(
      `of ${countOf(compared, 'file')} that were compared, ${formatCount(different)} ${different === 1 ? 'differs' : 'differ'}.`,
      ways.mend(pair),
      'mend-contents',
    ),
  'not-surveyed': ({ side }, { ways, pair }) =>
    words(`nobody has looked at the ${side} yet.`, ways.survey(pair), 'survey'),
  'survey-old': ({ side, limitMs }, { ways, pair }) =>
    words(`the ${side} was last seen more than ${formatDuration(limitMs)} ago.`, ways.survey(pair), 'survey'),
  reached: () => words('the standby let the key in, and answered.'),
  'not-told': ({ side }) => words(`the ${side} does not say.`),
  'places-present': ({ count }) =>
    words(
      count === 1
        ? 'the disk of the copy is there.'
        : `all ${formatCount(count)} places of the copy are there.`,
    ),
  'places-missing': ({ paths }, { ways, pair }) =>
    words(
      `${listOf(paths)} cannot be found on the standby.`,
      `Connect and mount the disk. ${ways.check(pair)}`,
      'check',
    ),
  'places-unclaimed': ({ paths }, { ways, pair }) =>
    words(
      `${listOf(paths)} on the standby is not known to be this pair’s disk: its marker is not there.`,
      ways.check(pair),
      'check',
    ),
  'smart-verified': ({ count }) =>
    words(
      count === 1 ? 'the disk says that it is well (SMART).' : 'the disks say that they are well (SMART).',
    ),
  'smart-failing': ({ paths }) =>
    words(
      `the disk of ${listOf(paths)} says that it is about to fail (SMART).`,
      'Replace it now, while the primary is well.',
    ),
  'owners-kept': () => words('the copy keeps whom each file belongs to.'),
  'owners-ignored': ({ paths }) =>
    words(
      `the standby ignores whom the files on ${listOf(paths)} belong to.`,
      'In the Finder there, take away “Ignore ownership on this volume” in the volume’s information, or run there: sudo diskutil enableOwnership with the volume’s path.',
    ),
  'not-root': (_, { ways, pair }) =>
    words(
      'whoever signs in on the standby is not root: the files there do not belong to whom they should.',
      ways.makeKey(pair),
      'set-up',
    ),
  'own-system-apart': () => words('the clone lies apart from the system that the standby runs.'),
  'on-own-system': ({ paths }) =>
    words(
      `the clone of a whole system lies on the disk that the standby runs from: ${listOf(paths)}.`,
      'Give the clone a volume of its own.',
      'open-volumes',
    ),
  'space-enough': ({ freeBytes, weekBytes }) =>
    words(`${formatBytes(freeBytes)} are free, and a week takes about ${formatBytes(weekBytes)}.`),
  'space-short': ({ path, freeBytes, weekBytes }) =>
    words(
      `on ${printable(path)} ${formatBytes(freeBytes)} are free, and a week takes about ${formatBytes(weekBytes)}.`,
      'Make room there, or move the copy to a larger disk.',
    ),
  'strategy-fits': ({ strategy, reason }) => words(`${STRATEGY_WORDS[strategy]}: ${REASON_WORDS[reason]}.`),
  'strategy-refused': ({ refused, strategy, reason }, { ways, pair }) =>
    words(
      `${STRATEGY_WORDS[refused]} was chosen, and cannot be: ${REASON_WORDS[reason]}. So it is: ${STRATEGY_WORDS[strategy]}.`,
      ways.chooseStrategy(pair),
      'open-failover',
    ),
  'clone-no-system': ({ path }) =>
    words(
      `no macOS was found in the clone at ${printable(path)}.`,
      'Copy the whole system there, or let the standby keep its own and take over the data.',
      'open-volumes',
    ),
  'clone-not-blessed': ({ path }) =>
    words(
      `the clone at ${printable(path)} is not marked as something to boot from.`,
      'The runbook has the command for it (bless). Then boot it once, to know.',
      'open-failover',
    ),
  'boot-unproved': ({ cloneBuild, standbyBuild }, { ways, pair }) =>
    words(
      `nobody has seen the clone (${printable(cloneBuild)}) boot on the standby${standbyBuild === '' ? '' : `, which runs ${printable(standbyBuild)}`}.`,
      `Start the standby from it once, with its network cable out. ${ways.sayBooted(pair)}`,
      'open-failover',
    ),
  'boot-proof-outdated': ({ provedAt }, context) =>
    words(
      `there is another macOS on one of the two since the clone was seen to boot (${formatTime(provedAt, context)}).`,
      `Start the standby from it once more, with its network cable out. ${context.ways.sayBooted(context.pair)}`,
      'open-failover',
    ),
  'standby-older': ({ primary, standby }) =>
    words(
      `the standby runs ${printable(standby)}, the primary ${printable(primary)}: some of what a newer macOS writes an older one cannot read.`,
      'Update the standby.',
    ),
  'rsync-fits': ({ primary, standby }) =>
    words(`${printable(primary)} on the primary and ${printable(standby)} on the standby keep everything.`),
  'rsync-loses': ({ what }, { ways, pair }) =>
    words(
      `the copy does not keep ${what.map((each) => lossWhat({ what: each })).join(', ')}.`,
      ways.check(pair),
      'check',
    ),
  'everything-readable': () => words('everything on the primary can be read.'),
  'no-full-disk-access': () =>
    words(
      'Warmspare has no Full Disk Access on the primary: mail, messages and other things of a Mac’s own cannot be read.',
      'Give it Full Disk Access there, in System Settings > Privacy & Security.',
      'full-disk-access',
    ),
  'starts-by-itself': () => words('the standby starts without anybody’s password.'),
  'waits-for-password': ({ what }) =>
    words(
      what.includes('system')
        ? 'after a restart the standby waits for a password before anything else (FileVault).'
        : `after a restart somebody has to unlock ${listOf(what)} on the standby.`,
      'Have the password at hand where the runbook is, or turn the encryption off.',
    ),
  'power-fine': () => words('the standby does not sleep, and starts again when there is power again.'),
  'power-lacks': ({ what }) =>
    words(
      [
        ...(what.includes('restart') ? ['the standby stays off after a power cut'] : []),
        ...(what.includes('sleep')
          ? [what.length > 1 ? 'it sleeps by itself' : 'the standby sleeps by itself']
          : []),
      ].join(', and ') + '.',
      `Run there: sudo pmset -a ${[...(what.includes('restart') ? ['autorestart 1'] : []), ...(what.includes('sleep') ? ['sleep 0'] : [])].join(' ')}`,
    ),
  'clock-fine': () => words('the two clocks agree.'),
  'clock-off': ({ skewMs }) =>
    words(
      `the standby’s clock is ${formatDuration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} the primary’s.`,
      'Let both set their time by themselves.',
    ),
  'address-free': ({ primary, standby }) =>
    words(`the standby (${printable(standby)}) can take the primary’s address, ${printable(primary)}.`),
  'address-named': ({ name }) =>
    words(`people reach the primary by the name ${printable(name)}, which can be pointed at the standby.`),
  'address-same': ({ address }) =>
    words(
      `both machines have the address ${printable(address)}.`,
      'Give the standby an address of its own now: two machines with one address reach nobody.',
    ),
  'address-leased': ({ address }) =>
    words(
      `the primary’s address, ${printable(address)}, is lent to it (DHCP): while it is away another machine may get it.`,
      'Reserve it for the primary in the router, or give the primary a fixed one.',
    ),
  'address-elsewhere': ({ primary, standby }) =>
    words(
      `the standby (${printable(standby)}) is in another network than the primary’s address, ${printable(primary)}.`,
      'Plan how people will reach it: by a name (DNS), or by moving it to the primary’s network.',
    ),
  'services-there': ({ count }) =>
    words(
      count === 0
        ? 'the primary does nothing for others that was found.'
        : `what the primary does for others (${formatCount(count)}) is on the standby, too.`,
    ),
  'services-missing': ({ shares, daemons, jobs }) =>
    words(
      [
        ...(shares.length > 0 ? [`of the shared folders ${listOf(shares)} nothing is copied`] : []),
        ...(daemons.length > 0 ? [`the standby lacks the services ${listOf(daemons)}`] : []),
        ...(jobs.length > 0 ? [`it lacks the scheduled programs ${listOf(jobs)}`] : []),
      ].join('; ') + '.',
      'Add the folders to the pair, and install there what is to run there.',
      'open-volumes',
    ),
  'users-there': ({ count }) =>
    words(
      count === 0 ? 'the primary has no accounts of people.' : 'everybody’s account is on the standby, too.',
    ),
  'users-missing': ({ names }) =>
    words(
      `the standby has no account, or one with another number, for ${listOf(names)}.`,
      'Make them there with the same numbers (UID), so that files belong to whom they should.',
    ),
  'runbook-there': ({ paths }) => words(`the runbook lies on the standby: ${listOf(paths)}.`),
  'runbook-old': ({ recoveryPoint }, { ways, pair, ...context }) =>
    words(
      recoveryPoint === undefined
        ? 'the runbook on the standby is from before there was a copy.'
        : `the runbook on the standby tells of an older copy, of ${formatTime(recoveryPoint, context)}.`,
      ways.deliverRunbook(pair),
      'open-failover',
    ),
  'no-runbook': (_, { ways, pair }) =>
    words(
      'the runbook does not lie on the standby: when the primary is gone, nobody has it.',
      ways.deliverRunbook(pair),
      'open-failover',
    ),
  ...DRILL_FINDINGS,
};

function copyAge(
  recoveryPoint: string,
  limitMs: number,
  { now, ways, pair, ...context }: FindingContext,
): Words {
  const ageMs = now - Date.parse(recoveryPoint);
  const from = formatTime(recoveryPoint, { now, ...context });
  if (!(ageMs >= -300_000))
    return words(
      `the copy is dated ${from}, in the future: nobody knows how old it is.`,
      ways.makeCopy(pair),
      'sync',
    );
  const age = `the copy is from ${from}, ${formatAge(Math.max(0, ageMs))} ago`;
  if (ageMs <= limitMs) return words(`${age}.`);
  return words(`${age}: it should be no older than ${formatAge(limitMs)}.`, ways.makeCopy(pair), 'sync');
}
