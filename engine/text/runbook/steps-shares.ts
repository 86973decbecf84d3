import type { Share } from '../../model/machine.ts';
import { printable, type PathText } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import { isAtLeast } from '../../plan/failover/macos-version.ts';
import {
  addSambaAccount,
  checkSamba,
  exportLinuxFolder,
  restartSamba,
  shareLinuxFolder,
  startLinuxNfs,
} from '../../plan/runbook/commands-linux-services.ts';
import {
  exportMacFolder,
  listMacShares,
  shareMacFolder,
  startMacFileSharing,
  startMacNfs,
} from '../../plan/runbook/commands-services.ts';
import { ipv4Of, netmaskOf, networkOf } from '../../plan/runbook/ip-address.ts';
import { mainAddress } from '../../plan/runbook/plan-address.ts';
import type { ShareStand } from '../../plan/runbook/plan-services.ts';
import { settingPlace } from './mac-places.ts';
import { listed, quoted, say, type StepContext, type StepWords } from './step-words.ts';

const MINUTES_EACH = 2;

export const SHARE_WORDS: StepWords<'share-folders' | 'open-shares'> = {
  'share-folders': ({ shares, os }, context) => ({
    title: 'Share the folders of the clone',
    why: 'People work in shared folders. On the standby they lie elsewhere than on the primary.',
    actions: shares === undefined ? unknownShares() : shareActions(shares, os, context),
    proof:
      os === 'darwin'
        ? 'The list has each of them with its new path.'
        : 'None of the commands prints an error, and another machine sees the shares.',
    ifNot:
      os === 'darwin'
        ? `Open ${settingPlace('sharing', context.serving)}, turn File Sharing off and on, and add the folders there with +.`
        : 'Share the folders on the machine’s own web page, or ask whoever set it up.',
    minutes: 5 + MINUTES_EACH * (shares?.length ?? 0),
  }),
  'open-shares': ({ shares, address, isBooted }, context) => ({
    title: 'Open the shared folders from another machine',
    why: isBooted
      ? 'What a clone shares is only seen from outside.'
      : 'Names and passwords are those of the standby now, and may not be what people’s machines remember.',
    actions: [
      ...openActions(shares, address, isBooted),
      ...(shares === undefined ? [say('Open each folder that people use.')] : []),
    ],
    proof: 'Each opens with a person’s name and password, and shows the files of the clone.',
    ifNot: isBooted
      ? `Open ${settingPlace('sharing', context.serving)}, and turn the sharing of files off and on.`
      : `No folder is shown: go back to “Share the folders of the clone”. The password is refused: set it anew in ${accountsPlace(context)}.`,
    minutes: 5,
  }),
};

/** A clone that was started from shares as the primary did; all others share by SMB, and NFS. */
function openActions(
  shares: readonly Share[] | undefined,
  address: string | undefined,
  isBooted: boolean,
): readonly RunbookAction[] {
  const host = address === undefined ? 'and the standby’s address' : printable(address);
  const at = (scheme: string): string =>
    address === undefined ? `${scheme}:// ${host}` : `${scheme}://${host}`;
  const known = shares ?? [];
  const nfs = known.filter(({ protocols }) => protocols.length === 1 && protocols[0] === 'nfs');
  const afp = known.filter(
    ({ protocols }) => isBooted && protocols.includes('afp') && !protocols.includes('smb'),
  );
  const smb = known.filter((share) => !nfs.includes(share) && !afp.includes(share));
  const open = (scheme: string, those: readonly Share[]): readonly RunbookAction[] =>
    those.length === 0
      ? []
      : [
          say(
            `On another Mac: Finder, Go > Connect to Server, ${at(scheme)}. Open ${listed(those.map(({ name }) => quoted(name)))}.`,
          ),
        ];
  if (shares === undefined) return [say(`On another Mac: Finder, Go > Connect to Server, ${at('smb')}.`)];
  return [...open('smb', smb), ...open('afp', afp), ...open('nfs', nfs)];
}

function accountsPlace({ serving, input }: StepContext): string {
  return input.survey.standby?.machine.os === 'darwin'
    ? settingPlace('users', serving)
    : 'the accounts of the standby';
}

function unknownShares(): readonly RunbookAction[] {
  return [
    say(
      'What the primary shares is not known. Ask people which shared folders they use, find them in the clone, and share them under the same names.',
    ),
  ];
}

function shareActions(
  shares: readonly ShareStand[],
  os: string | undefined,
  context: StepContext,
): readonly RunbookAction[] {
  const told = shares.flatMap((stand): RunbookAction[] => {
    const told = toldOf(stand);
    return told === undefined ? [] : [say(told)];
  });
  const toShare = shares.flatMap((stand) => (stand.kind === 'copied' ? [stand] : []));
  if (toShare.length === 0) return told;
  if (os === 'darwin') return [...macActions(toShare, context), ...told];
  if (os === 'linux') return [...linuxActions(toShare, context), ...told];
  return [...toShare.map(({ share, path }) => byHand(share, path)), ...told];
}

interface ToShare {
  readonly share: Share;
  readonly path: PathText;
}

function toldOf(stand: ShareStand): string | undefined {
  const name = quoted(stand.share.name);
  switch (stand.kind) {
    case 'shared':
      return `${name} is shared already, from ${printable(stand.path)}.`;
    case 'not-copied':
      return `${name} cannot be shared: ${printable(stand.share.path)} is in no volume of the pair, and not in the clone.`;
    case 'comes-along':
    case 'copied':
      return undefined;
  }
}

function byHand(share: Share, path: PathText): RunbookAction {
  return say(`Share ${printable(path)} by hand under the name ${quoted(share.name)}.`);
}

/** What went by AFP goes by SMB: no Mac from macOS 11 on, and no new Samba, serves AFP. */
function bySmb({ share }: ToShare): boolean {
  return share.protocols.length === 0 || share.protocols.some((protocol) => protocol !== 'nfs');
}

function byNfs({ share }: ToShare): boolean {
  return share.protocols.includes('nfs');
}

function macActions(
  shares: readonly ToShare[],
  { serving: version, input }: StepContext,
): readonly RunbookAction[] {
  const smb = shares.filter(bySmb);
  const nfs = shares.filter(byNfs);
  const sharing = settingPlace('sharing', version);
  const hasLaunchctl = version === undefined || isAtLeast(version, 10, 10);
  const network = homeNetwork(input.survey);
  const afp = smb
    .filter(({ share }) => share.protocols.includes('afp'))
    .map(({ share }) => quoted(share.name));
  return [
    ...(smb.length === 0
      ? []
      : [
          say(`Turn on File Sharing in ${sharing}${hasLaunchctl ? ', or in Terminal:' : '.'}`),
          ...(hasLaunchctl ? startMacFileSharing() : []),
        ]),
    ...smb.map(({ share, path }) =>
      share.name.startsWith('-') ? byHand(share, path) : shareMacFolder(path, share.name),
    ),
    ...(afp.length === 0 ? [] : [say(`${afp.join(', ')}: from now on by smb://, no longer by afp://.`)]),
    ...nfs.map(
      ({ share, path }) =>
        (network === undefined ? undefined : exportMacFolder(path, network)) ?? byHand(share, path),
    ),
    ...(nfs.length === 0 ? [] : startMacNfs()),
    ...(smb.length === 0 ? [] : [listMacShares()]),
  ];
}

function linuxActions(shares: readonly ToShare[], { input }: StepContext): readonly RunbookAction[] {
  const smb = shares.filter(bySmb);
  const nfs = shares.filter(byNfs);
  const network = homeNetwork(input.survey);
  const people = input.survey.primary?.machine.users ?? [];
  return [
    ...smb.map(({ share, path }) => shareLinuxFolder(path, share.name) ?? byHand(share, path)),
    ...(smb.length === 0
      ? []
      : [
          checkSamba(),
          restartSamba(),
          say('On Fedora, Red Hat and SUSE that service is called smb.'),
          ...(people.length === 0 ? [] : [say('Each person gets a password for the shares:')]),
          ...people.map(({ name }) => addSambaAccount(name)),
        ]),
    ...nfs.map(({ share, path }) =>
      network === undefined ? byHand(share, path) : exportLinuxFolder(path, network.text),
    ),
    ...(nfs.length === 0 ? [] : startLinuxNfs()),
  ];
}

/** Whom folders are exported to: the machines around the standby. */
function homeNetwork({
  standby,
}: StepContext['input']['survey']):
  { readonly text: string; readonly base: string; readonly mask: string } | undefined {
  const own = standby === undefined ? undefined : mainAddress(standby.machine);
  if (own === undefined || ipv4Of(own.address) === undefined) return undefined;
  const text = networkOf(own.address, own.prefixLength) ?? '';
  return { text, base: text.split('/')[0] ?? '', mask: netmaskOf(own.prefixLength) };
}
