/** What rsync is asked to keep besides content, permissions and times, decided for one volume from both machines. */
export interface Preserve {
  readonly hardLinks: boolean;
  readonly acls: boolean;
  readonly xattrs: boolean;
  readonly creationTimes: boolean;
  /** BSD flags, with rsyncs that carry the file-flags patch. */
  readonly fileFlags: boolean;
  /** Apple's `--extended-attributes` between two Apple rsyncs: forks, xattrs and ACLs. */
  readonly appleExtended: boolean;
  /** Times are compared to the nanosecond. */
  readonly nanoseconds: boolean;
  readonly sparse: boolean;
}
