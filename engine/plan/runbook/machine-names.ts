import type { MachineFacts } from '../../model/machine.ts';

/** The names of one machine; a missing one could not be told. */
export interface MachineNames {
  readonly computerName?: string;
  readonly localHostName?: string;
  readonly hostName?: string;
}

export function namesOf(machine: MachineFacts | undefined): MachineNames {
  if (machine === undefined) return {};
  const { computerName, localHostName, hostName } = machine;
  return {
    ...(computerName !== undefined && { computerName }),
    ...(localHostName !== undefined && { localHostName }),
    hostName,
  };
}

/** What the old primary is called while another has its name. */
export function retiredNames({ computerName, localHostName }: MachineNames): MachineNames {
  return {
    ...(computerName !== undefined && { computerName: `${computerName} (old)` }),
    ...(localHostName !== undefined && { localHostName: `${localHostName}-old` }),
  };
}
