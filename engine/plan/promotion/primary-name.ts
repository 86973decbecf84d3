import type { SshEndpoint } from '../../model/endpoint.ts';

/** What a person types to say that the primary is off: the name that the pair has it under. */
export function primaryName({ host }: Pick<SshEndpoint, 'host'>): string {
  return host.replace(/\.$/, '');
}

/** Letter case says nothing in the name of a host, nor does a dot at its end. */
export function isPrimaryName(typed: string, endpoint: Pick<SshEndpoint, 'host'>): boolean {
  return typed.trim().replace(/\.$/, '').toLowerCase() === primaryName(endpoint).toLowerCase();
}
