import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../setup/processes.mjs';

/** @typedef {import('app-builder-lib').Configuration} Configuration */
/** @typedef {import('./fuses.mjs').Fuses} Fuses */

const HERE = join(ROOT, 'build/package');
const ICONS = join(ROOT, 'build/icons/app');
const ENTITLEMENTS = join(HERE, 'entitlements.plist');

/** With a certificate from Apple, named as electron-builder wants it: by CSC_NAME or CSC_LINK. */
const SIGNED = { hardenedRuntime: true, entitlements: ENTITLEMENTS, entitlementsInherit: ENTITLEMENTS };
/** Without one: the hardened runtime would not load Electron’s own libraries, which carry no team’s name. */
const SIGNED_FOR_THIS_MAC = { identity: '-', hardenedRuntime: false };

/** electron-builder and keytar have the same names for systems and processors. */
const KEYTAR_FILES = ['package.json', 'LICENSE.md', 'lib/**', 'prebuilds/${platform}-${arch}/**'];
/** What follows changes: on a Mac its own events, on Linux the C library's calls. */
const FSEVENTS_FILES = ['package.json', 'LICENSE', 'fsevents.js', 'fsevents.node'];
const FFI_FILES = ['package.json', 'LICENSE', 'index.js'];

/**
 * What electron-builder is told.
 * @param {object} wishes
 * @param {string} wishes.appFolder the built app; nothing but it and the packages with a compiled part goes into the package
 * @param {string} wishes.output
 * @param {Fuses} wishes.fuses
 * @param {string} wishes.electronVersion
 * @param {string} [wishes.electronFolder] by default electron-builder fetches the runtime
 * @returns {Configuration}
 */
export function configuration({ appFolder, output, fuses, electronVersion, electronFolder }) {
  const { version, description, author } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return {
    appId: 'net.warmspare.app',
    productName: 'Warmspare',
    copyright: `Copyright © ${author}`,
    extraMetadata: { name: 'warmspare', productName: 'Warmspare', version, description, author },
    directories: { app: appFolder, output, buildResources: HERE },
    files: ['**/*', packaged('keytar', KEYTAR_FILES)],
    asar: true,
    // dlopen wants a real file.
    asarUnpack: ['**/*.node'],
    // No dependency is looked for, since the app is bundled; and none rebuilt: compiled parts come in their
    // packages and fit every Electron (N-API).
    beforeBuild: () => Promise.resolve(false),
    electronVersion,
    ...(electronFolder === undefined ? {} : { electronDist: electronFolder }),
    electronLanguages: ['en-US'],
    electronFuses: { ...fuses, resetAdHocDarwinSignature: process.platform === 'darwin' },
    // The fallback runtime has an app of its own.
    afterExtract: ({ appOutDir }) => rm(join(appOutDir, 'resources/app'), { recursive: true, force: true }),
    publish: null,
    mac: {
      files: [packaged('fsevents', FSEVENTS_FILES)],
      category: 'public.app-category.utilities',
      icon: join(ICONS, 'icon.icns'),
      target: ['dmg', 'zip', 'pkg'].map((target) => ({ target, arch: ['arm64', 'x64'] })),
      artifactName: '${productName}-${version}-${arch}.${ext}',
      ...(isSigned() ? SIGNED : SIGNED_FOR_THIS_MAC),
      extendInfo: {
        LSUIElement: true,
        // Since macOS 15 looking for machines asks the person, with these words.
        NSLocalNetworkUsageDescription:
          'Warmspare looks for the Mac that shall be your standby, and copies to it over your network.',
        NSBonjourServices: ['_ssh._tcp'],
      },
    },
    linux: {
      files: [packaged('ffi-rs', FFI_FILES), packaged('@yuuang/ffi-rs-linux-${arch}-gnu', ['**/*'])],
      category: 'Utility',
      icon: join(ICONS, 'sizes'),
      target: 'dir',
      executableName: 'warmspare',
    },
  };
}

/**
 * @param {string} name of a package
 * @param {readonly string[]} filter what of it goes into the app
 */
function packaged(name, filter) {
  const folder = `node_modules/${name}`;
  return { from: join(ROOT, folder), to: folder, filter: [...filter] };
}

/** Whether a Mac’s package is signed for other people’s machines. */
export function isSigned() {
  return Boolean(process.env['CSC_NAME'] || process.env['CSC_LINK']);
}
