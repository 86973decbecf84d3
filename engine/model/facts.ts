import type { PathText } from './path-text.ts';

export type RsyncFlavour = 'gnu' | 'apple-openrsync' | 'apple-2.6.9' | 'openrsync' | 'unknown';

/** One rsync binary on one machine, as it described itself. */
export interface RsyncFacts {
  readonly path: string;
  readonly flavour: RsyncFlavour;
  /** `3.5.0`; for Apple's openrsync the version it claims to be compatible with. */
  readonly version: string;
  readonly protocol: number;
  readonly can: RsyncAbilities;
}

export interface RsyncAbilities {
  readonly hardLinks: boolean;
  readonly acls: boolean;
  readonly xattrs: boolean;
  readonly creationTimes: boolean;
  /** BSD flags (`--fileflags`), a patched build on macOS. */
  readonly fileFlags: boolean;
  /** Apple's `--extended-attributes`: forks, xattrs and ACLs between two Apple rsyncs. */
  readonly appleExtended: boolean;
}

/** What one probe learned about a machine. `undefined`: could not be told. */
export interface HostFacts {
  readonly os: 'darwin' | 'linux' | 'other';
  /** `macOS 15.5`, `Debian GNU/Linux 12 (bookworm)`, or uname's words. */
  readonly osName: string;
  readonly arch: string;
  readonly hostName: string;
  /** Differs between any two machines: IOPlatformUUID, machine-id with boot id. */
  readonly machineId: string | undefined;
  readonly user: { readonly name: string; readonly uid: number };
  /** That machine's clock minus ours, in milliseconds, good to about the round trip. */
  readonly clockSkewMs: number;
  /** Best first. */
  readonly rsyncs: readonly RsyncFacts[];
  /** On a guarded standby: those that others than root can change, which the guard does not run. */
  readonly unsafeRsyncs?: readonly PathText[];
  /** In the order in which the paths were asked for. */
  readonly places: readonly PlaceFacts[];
  /** macOS: false when a path that needs Full Disk Access could not be read. */
  readonly fullDiskAccess: boolean | undefined;
}

/** What one probe learned about one path. Sizes in bytes. */
export interface PlaceFacts {
  readonly path: PathText;
  readonly state: 'present' | 'missing' | 'not-a-directory' | 'unreadable';
  /** With symbolic links resolved; `path` itself when it is missing. */
  readonly realPath: PathText;
  /** `device:inode`, only to compare two paths on one machine in one probe. */
  readonly node: string | undefined;
  readonly mountPoint: PathText;
  readonly fileSystem: string;
  readonly volumeUuid: string | undefined;
  readonly readOnly: boolean;
  readonly writable: boolean;
  readonly freeBytes: number;
  readonly usedBytes: number;
  /** Of the whole disk, which volumes may share; missing: nobody said. */
  readonly sizeBytes?: number;
  readonly freeInodes: number | undefined;
  /** Entries directly in it, without the app's marker and the system's own (.DS_Store, lost+found, .Trashes, …). */
  readonly entries: number;
  /** False when there is no regular file anywhere in it (again without the system's own): the husk of an unmounted or emptied volume. */
  readonly hasFiles: boolean;
  /** The text of the app's marker file, when there is one. */
  readonly marker: string | undefined;
  readonly caseSensitive: boolean | undefined;
  /** True for a file system known to keep nanoseconds (APFS, ext4, xfs, btrfs, tmpfs). */
  readonly nanoseconds: boolean;
  readonly xattrs: boolean | undefined;
  readonly acls: boolean | undefined;
  /** macOS: ownership is ignored on this volume ("Ignore ownership on this volume"). */
  readonly ownersIgnored: boolean;
}

/** What the probe script told, before anybody has read rsync's own words (`--version`). */
export type ProbeReport = Omit<HostFacts, 'rsyncs'> & {
  readonly rsyncs: readonly { readonly path: string; readonly text: string }[];
};

/** What makes rsync do more for each file than most need; of the files below one directory. */
export interface TreeTraits {
  /** Files so large that half of one is worth keeping when the line breaks. */
  readonly large: boolean;
  /** Files with holes. */
  readonly sparse: boolean;
}

/** What is asked again just before the first write: does this path still lie where the plan saw it? */
export type PlaceCheck = Pick<
  PlaceFacts,
  'path' | 'state' | 'realPath' | 'node' | 'mountPoint' | 'fileSystem' | 'volumeUuid' | 'readOnly' | 'marker'
>;
