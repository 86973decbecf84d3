const GRACE_MS = 5000;

/** SIGTERM to the whole process group when asked, and SIGKILL after `graceMs`. */
export function stopOnAbort(
  pid: number,
  signal: AbortSignal,
  graceMs: number = GRACE_MS,
): { asked(): boolean; forget(): void } {
  let asked = false;
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    asked = true;
    killGroup(pid, 'SIGTERM');
    timer = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return {
    asked: () => asked,
    forget: () => {
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
    },
  };
}

export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
