/** What all threads of this process have worked so far, in milliseconds of one core; without those that it started. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
