/** The one thing of the platform's that the contract names: Node, Electron and browsers all have it. */
interface AbortSignal {
  readonly aborted: boolean;
}
