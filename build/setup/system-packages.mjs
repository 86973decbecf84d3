import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt, isDebian, missingFromDpkg } from './apt.mjs';
import { isAtLeast, rsyncVersion, RSYNC_MINIMUM, RSYNC_WISHED } from './rsync-version.mjs';
import { ROOT } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const LIST = join(ROOT, 'build/setup/debian-packages.txt');

/** @typedef {'demo' | 'test'} Purpose */
/** @typedef {{ name: string, command: string, neededFor: Purpose }} SystemPackage */

/**
 * Sees to the programs that the demo or the tests use: installs them on Debian as root, and says elsewhere in
 * one line what to install. Stops only when rsync or ssh is missing: without them nothing works.
 * @param {Purpose} purpose
 */
export async function ensureSystemPackages(purpose) {
  const needed = readList().filter(({ neededFor }) => purpose === 'test' || neededFor === 'demo');
  if (isDebian() && process.getuid?.() === 0) await installWithApt(missing(needed), wishesNewerRsync());
  const absent = missing(needed);
  const lacksRsync = !isAtLeast(rsyncVersion(), RSYNC_MINIMUM);
  if (absent.length === 0 && !lacksRsync) return;
  const line = instruction(absent, lacksRsync);
  if (lacksRsync || absent.some(({ neededFor }) => neededFor === 'demo')) throw new SetupError(line);
  console.error(`Some tests cannot run as they should. ${line}`);
}

/** @returns {SystemPackage[]} */
function readList() {
  return readFileSync(LIST, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', command = '', neededFor] = line.split(/\s+/);
      return { name, command, neededFor: neededFor === 'test' ? 'test' : 'demo' };
    });
}

/** @param {readonly SystemPackage[]} needed */
function missing(needed) {
  if (isDebian()) return missingFromDpkg(needed);
  return needed.filter(({ command, neededFor }) => neededFor === 'demo' && !isOnPath(command));
}

function wishesNewerRsync() {
  return !isAtLeast(rsyncVersion(), RSYNC_WISHED);
}

/** @param {readonly SystemPackage[]} absent
 *  @param {boolean} lacksRsync */
function instruction(absent, lacksRsync) {
  const names = new Set(absent.map(({ name }) => name));
  if (lacksRsync) names.add('rsync');
  const list = [...names].join(' ');
  const why = lacksRsync ? `rsync ${RSYNC_MINIMUM.join('.')} or newer is needed. ` : '';
  if (isDebian()) return `${why}Please run: sudo apt-get install -y ${list}`;
  if (process.platform === 'darwin') return `${why}Please run: brew install ${lacksRsync ? 'rsync' : list}`;
  return `${why}Please install with your system's package manager: ${list}`;
}

/** @param {string} command */
function isOnPath(command) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, command)));
}
