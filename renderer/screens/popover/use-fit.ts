import { useEffect, type RefObject } from 'react';
import { ask } from '../../client.ts';

/** Lets the window be as high as the element, now and whenever that changes. */
export function useFit(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(current.getBoundingClientRect().height);
      if (height === told || height < 40) return;
      told = height;
      void ask('popover.fit', { height });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
}

/** Escape hides the popover, unless something within it was closed by it. */
export function useHideOnEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) void ask('popover.hide');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
