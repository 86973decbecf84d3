import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../helpers/run-process.ts';

/** The machine's own files below, a tmpfs of a chosen size on top. What belongs to this machine's people
 *  is not the host's: its homes are empty. */
const MOUNT_ROOT = `
set -e
disk=$1/disk root=$1/root
mkdir -p "$disk" "$root"
mount -t tmpfs -o "size=$2m,mode=755" lab-disk "$disk"
mkdir -p "$disk/upper/home" "$disk/upper/root/.ssh" "$disk/upper/etc/ssh" "$disk/upper/var/tmp" "$disk/work"
chmod 700 "$disk/upper/root" "$disk/upper/root/.ssh"
chmod 1777 "$disk/upper/var/tmp"
for own in home root etc/ssh var/tmp; do setfattr -n trusted.overlay.opaque -v y "$disk/upper/$own"; done
mount -t overlay -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" lab-root "$root"
`;

/** What a start of the system makes anew. */
const MOUNT_VOLATILE = `
set -e
root=$1
for point in proc sys dev run tmp; do
  while mountpoint -q "$root/$point"; do umount -R -l "$root/$point"; done
  mkdir -p "$root/$point"
done
mount -t tmpfs -o mode=755,nosuid lab-run "$root/run"
mount -t tmpfs -o mode=1777,nosuid lab-tmp "$root/tmp"
mkdir -m 755 "$root/run/sshd"
mkdir -m 1777 "$root/run/lock"
mount -t tmpfs -o mode=755,nosuid lab-dev "$root/dev"
cd "$root/dev"
mkdir pts shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 lab-pts pts
mount -t tmpfs -o mode=1777,nosuid,nodev lab-shm shm
mknod -m 666 null c 1 3; mknod -m 666 zero c 1 5; mknod -m 666 full c 1 7
mknod -m 666 random c 1 8; mknod -m 666 urandom c 1 9; mknod -m 666 tty c 5 0
ln -s pts/ptmx ptmx
ln -s /proc/self/fd fd
ln -s /proc/self/fd/0 stdin; ln -s /proc/self/fd/1 stdout; ln -s /proc/self/fd/2 stderr
`;

/** Shows a folder of this machine that the mounts above have hidden; nobody there can change it. */
const SHOW = `
set -e
mkdir -p "$2"
mount --bind "$1" "$2"
mount -o remount,bind,ro "$2"
`;

/** Makes a host's root in its folder and returns the root's path. */
export async function mountRoot(folder: string, diskMb: number): Promise<string> {
  await runProcess(['bash', '-c', MOUNT_ROOT, 'mount-root', folder, String(diskMb)]);
  return `${folder}/root`;
}

export async function mountVolatile(root: string): Promise<void> {
  await runProcess(['bash', '-c', MOUNT_VOLATILE, 'mount-volatile', root]);
  // To run the app in a host: this checkout, and the Node that runs the tests.
  const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
  await show(root, checkout, `${checkout}/package.json`);
  await show(root, dirname(dirname(process.execPath)), process.execPath);
}

async function show(root: string, folder: string, proof: string): Promise<void> {
  if (existsSync(root + proof)) return;
  await runProcess(['bash', '-c', SHOW, 'show', folder, root + folder]);
}

/** What tells one machine from another. */
export function writeIdentity(root: string, name: string, addresses: ReadonlyMap<string, string>): void {
  const hosts = [...addresses].map(([host, address]) => `${address} ${host} ${host}.local`);
  const files: Readonly<Record<string, string>> = {
    '/etc/hostname': `${name}\n`,
    '/etc/hosts': ['127.0.0.1 localhost', '::1 localhost', ...hosts, ''].join('\n'),
    '/etc/machine-id': `${randomBytes(16).toString('hex')}\n`,
    '/etc/resolv.conf': '# There is no name server in the lab.\n',
  };
  for (const [path, text] of Object.entries(files)) {
    // It may be a link, and not to a file of the host's.
    rmSync(root + path, { force: true });
    writeFileSync(root + path, text);
  }
}
