import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { whileLocked } from './lock.mjs';
import { capture } from './processes.mjs';

const DAY_MS = 24 * 60 * 60_000;
const LISTS = '/var/lib/apt/lists';
const POLICY = '/usr/sbin/policy-rc.d';
const SSH_UNITS = ['ssh.service', 'ssh.socket'];

export function isDebian() {
  return existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');
}

/**
 * @template {{ name: string }} P
 * @param {readonly P[]} packages
 * @returns {P[]}
 */
export function missingFromDpkg(packages) {
  const names = packages.map(({ name }) => name);
  const { stdout } = capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]);
  const lines = new Set(stdout.split('\n'));
  return packages.filter(({ name }) => !lines.has(`${name} installed`));
}

/**
 * Installs what is missing, and a newer rsync if there is one. What cannot be installed is only said: the
 * caller looks again at what is there.
 * @param {readonly { name: string }[]} missing
 * @param {boolean} newerRsync
 */
export async function installWithApt(missing, newerRsync) {
  if (missing.length === 0 && !newerRsync) return;
  await whileLocked(() => {
    if (missing.length > 0 || areListsOld()) aptGet('update');
    const names = missingFromDpkg(missing).map(({ name }) => name);
    if (newerRsync && hasNewerCandidate('rsync') && !names.includes('rsync')) names.push('rsync');
    if (names.length === 0) return;
    console.error(`Installing system packages: ${names.join(' ')} …`);
    withoutStartingServices(() => aptGet('install', '-y', '--no-install-recommends', ...names));
    const stillMissing = missingFromDpkg(missing);
    if (missing.some(isSshd) && !stillMissing.some(isSshd)) leaveSshdOff();
  });
}

function areListsOld() {
  return Date.now() - (statSync(LISTS, { throwIfNoEntry: false })?.mtimeMs ?? 0) > DAY_MS;
}

/** @param {{ name: string }} systemPackage */
function isSshd({ name }) {
  return name === 'openssh-server';
}

/** @param {string} name */
function hasNewerCandidate(name) {
  // "  Installed: 3.2.7-1+deb12u6"
  // "  Candidate: 3.5.0+ds1-0+deb12u1"
  const { stdout } = capture('apt-cache', ['policy', name], { ...process.env, LC_ALL: 'C' });
  const [, installed] = /Installed: (\S+)/.exec(stdout) ?? [];
  const [, candidate] = /Candidate: (\S+)/.exec(stdout) ?? [];
  if (installed === undefined || candidate === undefined || candidate === '(none)') return false;
  return capture('dpkg', ['--compare-versions', candidate, 'gt', installed]).status === 0;
}

/** @param {string[]} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' };
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
  const result = capture('apt-get', [...options, ...args], env);
  if (result.status !== 0) console.error(`apt-get ${args[0]} failed: ${result.stderr.trim()}`);
}

/** Debian starts a service as it is installed, unless this file forbids it. A file of the machine's own is
 *  left as it is.
 *  @param {() => void} work */
function withoutStartingServices(work) {
  if (existsSync(POLICY)) {
    work();
    return;
  }
  try {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
    work();
  } finally {
    rmSync(POLICY, { force: true });
  }
}

/** The tests start an sshd of their own; the machine's was not asked for, and does not start at boot either. */
function leaveSshdOff() {
  if (capture('systemctl', ['--version']).status !== 0) return;
  for (const unit of SSH_UNITS) capture('systemctl', ['disable', unit]);
  console.error('openssh-server is installed with its service off.');
}
