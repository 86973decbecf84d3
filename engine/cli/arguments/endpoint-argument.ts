import { resolve } from 'node:path';
import {
  HostKeyPin,
  parseEndpointText,
  type Endpoint,
  type Side,
  type SshAddress,
} from '../../model/endpoint.ts';
import { printable } from '../../model/path-text.ts';
import { UsageError } from '../usage-error.ts';

/** One side as it was typed. */
export interface EndpointArguments {
  readonly side: Side;
  /** `local` or `ssh://user@host[:port]`. */
  readonly text: string;
  readonly hostKey: string | undefined;
  readonly identity: string | undefined;
}

/** Finds the pin of a server that came without one; throws when nobody vouches for it. */
export type PinHostKey = (address: SshAddress, side: Side) => Promise<string>;

const HOST_KEY_OPTION: Readonly<Record<Side, string>> = {
  primary: '--primary-host-key',
  standby: '--host-key',
};

export function hostKeyOption(side: Side): string {
  return HOST_KEY_OPTION[side];
}

/** Turns what was typed into an endpoint; an ssh one is pinned before it exists. */
export async function parseEndpointArguments(
  given: EndpointArguments,
  cwd: string,
  pinHostKey: PinHostKey,
): Promise<Endpoint> {
  const parsed = parseEndpointText(given.text);
  if (parsed === undefined)
    throw new UsageError(
      `--${given.side} is "${printable(given.text)}", and must be local or ssh://USER@HOST[:PORT]`,
    );
  if (parsed.kind === 'local') {
    if (given.hostKey !== undefined)
      throw new UsageError(`${hostKeyOption(given.side)} is given, but the ${given.side} is this machine`);
    return parsed;
  }
  const { user, host, port } = parsed;
  const hostKey =
    given.hostKey === undefined
      ? await pinHostKey({ user, host, port }, given.side)
      : checkPin(given.hostKey, given.side);
  const identityFile = given.identity === undefined ? {} : { identityFile: resolve(cwd, given.identity) };
  return { kind: 'ssh', user, host, port, hostKey, ...identityFile };
}

function checkPin(text: string, side: Side): string {
  const pin = HostKeyPin.safeParse(text);
  if (pin.success) return pin.data;
  throw new UsageError(
    `${hostKeyOption(side)} is "${printable(text)}", and must be a fingerprint: SHA256: and 43 characters`,
  );
}
