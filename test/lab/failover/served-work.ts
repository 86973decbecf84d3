import { readTree, type Tree } from '../../helpers/read-tree.ts';
import type { ProcessResult } from '../../helpers/run-process.ts';
import type { LabHost } from '../lab-host.ts';
import { SOURCE } from './office.ts';

/** Of the primary's one person: her number is free on both machines. */
const UID = 1700;
export const PERSON = 'mia';
export const HOME = `${SOURCE}/people/${PERSON}`;
const KNOWN_UNITS = '/etc/systemd/system/multi-user.target.wants';

const PRIMARY = `
useradd --uid ${String(UID)} --create-home --home-dir ${HOME} --shell /bin/bash -- ${PERSON}
install -d -m 700 -o ${PERSON} -g ${PERSON} ${HOME}/.ssh ${HOME}/letters
head -c 300000 /dev/urandom >${HOME}/letters/scan.bin
printf 'Dear all,\\n' >${HOME}/letters/to-all.txt
cat >${HOME}/.ssh/authorized_keys
chown -R ${PERSON}:${PERSON} ${HOME}
chmod 600 ${HOME}/.ssh/authorized_keys
`;

/** Only what the test turns on is turned on with the system: what else this machine has there is no lab's. */
const UNITS = `
rm -f ${KNOWN_UNITS}/*
ln -s /lib/systemd/system/rsync.service ${KNOWN_UNITS}/rsync.service
printf '[work]\\npath = %s\\nread only = yes\\nuse chroot = no\\n' "$1" >/etc/rsyncd.conf
`;

/** The unit that serves the same folder by rsync's own protocol, on each machine from where it lies there. */
export async function turnOnRsync(host: LabHost, folder: string): Promise<void> {
  await host.exec(['/bin/bash', '-euc', UNITS, 'units', folder]);
}

/** There is no systemd in a lab host: it starts what the unit would. */
export async function startRsync(host: LabHost): Promise<void> {
  await host.exec(['/usr/bin/rsync', '--daemon']);
}

/** A person on a third machine, who works on the primary's files by ssh: with a key that she keeps, under the primary's address. */
export class Colleague {
  readonly #host: LabHost;
  readonly #address: string;

  private constructor(host: LabHost, address: string) {
    this.#host = host;
    this.#address = address;
  }

  static async create(host: LabHost, primary: LabHost): Promise<Colleague> {
    await host.exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', '/root/.ssh/id_ed25519']);
    const { stdout: key } = await host.exec(['cat', '/root/.ssh/id_ed25519.pub']);
    await primary.exec(PRIMARY, { input: key });
    return new Colleague(host, primary.address);
  }

  /** What `address` serves of her letters now, over a real connection; what ssh said where it refused. */
  async read(): Promise<Tree | string> {
    const copy = '/root/letters';
    await this.#host.exec(['rm', '-rf', copy]);
    const { code, stderr } = await this.#rsync(`${PERSON}@${this.#address}:letters/`, `${copy}/`);
    return code === 0 ? readTree(this.#host.path(copy)) : stderr;
  }

  /** Saves a letter there. */
  async write(name: string, text: string): Promise<number | null> {
    await this.#host.exec(['/bin/sh', '-c', 'cat >"/root/$1"', 'write', name], { input: text });
    return (await this.#rsync(`/root/${name}`, `${PERSON}@${this.#address}:letters/`)).code;
  }

  /** Of whoever has the address, as ssh on her machine saw it: `SHA256:…` */
  async knownKey(): Promise<string> {
    const { stdout } = await this.#host.exec(['ssh-keygen', '-l', '-F', this.#address]);
    return /SHA256:\S+/.exec(stdout)?.[0] ?? '';
  }

  #rsync(from: string, to: string): Promise<ProcessResult> {
    const ssh = 'ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=20';
    return this.#host.exec(['rsync', '-a', '--timeout=30', '-e', ssh, from, to], { okCodes: 'any' });
  }
}
