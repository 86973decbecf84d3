/** Brings a part of the page to the top, and the focus to it. */
export function jumpTo(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView();
  part?.focus({ preventScroll: true });
}
