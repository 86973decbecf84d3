/** @typedef {import('app-builder-lib').FuseOptionsV1} Fuses */

/** What a released app can never be talked into, by whatever starts it.
 *  @type {Fuses} */
export const RELEASE_FUSES = {
  // Another program could make it run code with the app's rights, Full Disk Access among them.
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Only the code that was signed: nothing beside the archive, and nothing changed in it (macOS checks it).
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  // No window keeps a cookie; if one ever does, then encrypted.
  enableCookieEncryption: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  // Pages come by an address of the app's own, never from files.
  grantFileProtocolExtraPrivileges: false,
};

/** For a package that Playwright drives through the inspector, and that is never released.
 *  @type {Fuses} */
export const TEST_FUSES = {
  ...RELEASE_FUSES,
  enableNodeCliInspectArguments: true,
};
