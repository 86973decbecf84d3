/** The one place of the pages that asks for the time, and that waits. Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** The IANA name of this machine's. Named, times are formatted much faster than in a zone that has to be found out for each. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Calls every so often, on whole multiples of the time, so that several clocks tick together; not while the page is hidden, and at
 * once when it is shown again. Returns what ends it.
 */
export function everyMs(periodMs: number, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        call();
        wait();
      },
      periodMs - (now() % periodMs),
    );
  };
  const look = (): void => {
    clearTimeout(timer);
    if (document.hidden) return;
    call();
    wait();
  };
  if (!document.hidden) wait();
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Calls once, after so long. Returns what calls it off. */
export function afterMs(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}
