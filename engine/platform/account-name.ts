import { userInfo } from 'node:os';
import { SshEndpoint } from '../model/endpoint.ts';

/** Whoever runs this, where ssh takes the name; else one that it takes. A container may run it as a number without a name. */
export function sshNameHere(): string {
  const name = nameHere();
  return SshEndpoint.shape.user.safeParse(name).success ? name : 'spare';
}

function nameHere(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
