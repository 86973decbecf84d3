import { useEffect, useRef, useState } from 'react';
import { everyMs } from '../clock.ts';

/** The newest text, at most every so often: for what is read aloud while it changes all the time. */
export function useSlowly(text: string, everyMilliseconds = 5_000): string {
  const [said, setSaid] = useState(text);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => everyMs(everyMilliseconds, () => setSaid(latest.current)), [everyMilliseconds]);
  return said;
}
