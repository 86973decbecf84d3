import type { Endpoint } from '../../engine/model/endpoint.ts';

/** A machine as a person would call it: `spare.local`. */
export function machineName(endpoint: Endpoint): string {
  return endpoint.kind === 'local' ? 'this machine' : endpoint.host;
}
