import type { Page } from 'playwright-core';

/** A control that has the focus, as somebody at the keyboard meets it. */
export interface Stop {
  /** Its place among all controls of the page; -1: none of them. */
  readonly number: number;
  readonly what: string;
  readonly name: string;
  readonly isVisible: boolean;
  /** It looks different with the focus than without. */
  readonly isMarked: boolean;
}

export interface Walk {
  readonly stops: readonly Stop[];
  /** Controls that the walk did not come by. */
  readonly missed: readonly string[];
}

/**
 * Presses Tab until the focus is where it began, or out of the page. Of a group whose members the arrow keys reach (radio buttons,
 * rows of a list), one is enough.
 */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate(PREPARE);
  const stops: Stop[] = [];
  const seen = new Set<number>();
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate('walk.stop()')) as Stop | undefined;
    if (stop === undefined || seen.has(stop.number)) break;
    seen.add(stop.number);
    stops.push(stop);
  }
  const missed = (await page.evaluate(`walk.missed(${JSON.stringify([...seen])})`)) as string[];
  return { stops, missed };
}

/** In the page. The computed name comes from what the browser itself tells assistive technology of labels and text. */
const PREPARE = `(() => {
  const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"], ' +
    ['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'combobox', 'option', 'menuitem', 'treeitem', 'slider']
      .map((role) => '[role="' + role + '"]').join(', ');
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) &&
    element.closest('[inert], [aria-hidden="true"]') === null;
  const isOff = (element) => element.disabled === true || element.getAttribute('aria-disabled') === 'true' ||
    element.closest('[aria-disabled="true"]') !== null;
  // What a modal dialog covers cannot be reached, and is not to be.
  const root = document.querySelector('[role="dialog"][aria-modal], [role="alertdialog"]') ?? document.body;
  const all = [...root.querySelectorAll(CONTROLS)].filter((element) => isShown(element) && !isOff(element));
  const groupOf = (element) => {
    const group = element.closest('[role="radiogroup"], [role="listbox"], [role="tree"], [role="treegrid"], [role="grid"], [role="tablist"], [role="menu"], [role="toolbar"]');
    return group ?? (element.type === 'radio' ? element.closest('fieldset') : null);
  };
  const textOf = (element) => (element?.textContent ?? '').trim();
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby');
    const named = by === null ? '' : by.split(/\\s+/).map((id) => textOf(document.getElementById(id))).join(' ').trim();
    const labels = [...(element.labels ?? [])].map(textOf).join(' ').trim();
    return named || element.getAttribute('aria-label') || labels ||
      (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? '' : textOf(element)) || element.getAttribute('title') || '';
  };
  const whatOf = (element) => (element.getAttribute('role') ?? element.tagName.toLowerCase()) +
    ' "' + nameOf(element).slice(0, 60) + '" ' + String(element.className).slice(0, 30);
  // The mark may be drawn by what stands for a hidden input.
  const looks = (element) => {
    const around = [element, element.closest('label'), ...(element.closest('label')?.querySelectorAll('*') ?? [])];
    return around.filter((one) => one !== null && one !== undefined).map((one) => {
      const style = getComputedStyle(one);
      return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join();
    }).join(';');
  };
  const held = document.activeElement;
  held.blur();
  const before = new Map(all.map((element) => [element, looks(element)]));
  held.focus();
  globalThis.walk = {
    stop() {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const box = (element.closest('label') ?? element).getBoundingClientRect();
      const isInside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 &&
        box.top < innerHeight && box.left < innerWidth;
      return {
        number: all.indexOf(element),
        what: whatOf(element),
        name: nameOf(element),
        isVisible: isInside,
        isMarked: !before.has(element) || before.get(element) !== looks(element),
      };
    },
    missed(seen) {
      const reached = new Set(seen.map((number) => all[number]));
      const groups = new Set([...reached].map(groupOf).filter((group) => group !== null));
      return all
        .filter((element) => !reached.has(element) && !groups.has(groupOf(element)))
        // Beside a field that does the same by the arrow keys.
        .filter((element) => !(element.tabIndex === -1 && element.closest('.with-button') !== null))
        .map(whatOf);
    },
  };
})()`;
