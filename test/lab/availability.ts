import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';

export type LabAvailability = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const TOOLS = [
  'bash',
  'chroot',
  'ip',
  'losetup',
  'mkfs.ext4',
  'mount',
  'nsenter',
  'rsync',
  'setfattr',
  'setpriv',
];
const HOST_TOOLS = ['ssh-keygen', '/usr/sbin/sshd', 'sudo', 'unshare', 'useradd'];

/** Does what a lab does in a mount and network namespace of its own, which go away with it. */
const TRIAL = `
set -e
folder=$(mktemp -d)
trap 'umount -l "$folder"; rmdir "$folder"' EXIT
mount -t tmpfs trial "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" trial "$folder/root"
test -x "$folder/root/usr/sbin/sshd" || { echo '/usr is on another disk than /' >&2; exit 1; }
test -f "$folder/root/etc/passwd" || { echo '/etc is on another disk than /' >&2; exit 1; }
echo written > "$folder/root/etc/trial"
setfattr -n user.trial -v 1 "$folder/root/etc/trial"
ip link add trial type bridge
ip link add trial-a type veth peer name trial-b
`;

let known: LabAvailability | undefined;

/** Whether this machine can run a lab and, if not, why: told by trying. */
export function labAvailable(): LabAvailability {
  known ??= findOut();
  return known;
}

function findOut(): LabAvailability {
  if (platform() !== 'linux') return no('it needs Linux');
  if (process.getuid?.() !== 0) return no('it needs root');
  const missing = [...TOOLS, ...HOST_TOOLS].filter((tool) => !isInstalled(tool));
  if (missing.length > 0) return no(`not installed: ${missing.join(', ')}`);
  const namespaces = ['--mount', '--propagation=private', '--net', '--uts', '--ipc', '--pid', '--fork'];
  const trial = spawnSync('unshare', [...namespaces, 'bash', '-c', TRIAL], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (trial.status === 0) return { ok: true };
  return no((trial.error?.message ?? trial.stderr.trim().split('\n')[0]) || 'the trial failed');
}

function isInstalled(tool: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status === 0;
}

function no(reason: string): LabAvailability {
  return { ok: false, reason };
}
