import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { PageStage } from './page-stage.ts';
import { NEW_PIN, PAIR_ID, pairAnswers, pairView, PIN } from './worlds/set-up-base.ts';
import {
  changedHostKeyWorld,
  hostKeyQuestionWorld,
  pasteView,
  signInView,
  signInWorld,
  stoppedView,
  wrongPasswordView,
} from './worlds/set-up-sign-in.ts';

const PASSWORD = 'correct-horse-7f3a';

/** Whether a text is in what React keeps (props, state, refs) of any part of the page. */
function isInReact(page: Page, text: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const text = ${JSON.stringify(text)};
    const root = document.getElementById('root');
    const key = Object.keys(root).find((name) => name.startsWith('__reactContainer'));
    const seen = new Set();
    const queue = [root[key]];
    while (queue.length > 0) {
      const value = queue.pop();
      if (typeof value === 'string' && value.includes(text)) return true;
      if (value === null || typeof value !== 'object' || seen.has(value)) continue;
      // The browser's own: an input's value is where it belongs.
      if (value instanceof Node || value === window) continue;
      seen.add(value);
      const inside = value instanceof Map || value instanceof Set ? [...value].flat() : Object.values(value);
      queue.push(...inside);
    }
    return false;
  })()`);
}

/** Whether a text is in the page's markup, storage, address or history. */
function isOnPage(page: Page, text: string): Promise<boolean> {
  return page.evaluate(`[
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
    location.href + JSON.stringify(history.state) + document.title + document.cookie,
  ].some((place) => place.includes(${JSON.stringify(text)}))`);
}

describe.skipIf(whyNoApp() !== undefined)('signing in once', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  it('hands the password to one request, and keeps it nowhere', async () => {
    const logged: string[] = [];
    const { page, main, tell } = await stage.show({ page: 'window', answers: signInWorld() });
    page.on('console', (message) => logged.push(message.text()));
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('It is not kept').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('anna-the-admin');
    await page.getByLabel('Password').fill(PASSWORD);

    // The search finds what React does keep.
    expect(await isInReact(page, 'anna-the-admin')).toBe(true);
    expect(await isInReact(page, PASSWORD)).toBe(false);
    expect(await isOnPage(page, PASSWORD)).toBe(false);
    await page.getByLabel('Password').press('Enter');

    await eventually(() => main.asked.some(({ name }) => name === 'setup.answer'));
    const holding = main.asked.filter((asked) => JSON.stringify(asked).includes(PASSWORD));
    expect(holding).toEqual([
      {
        name: 'setup.answer',
        input: {
          pairId: PAIR_ID,
          question: 1,
          answer: { kind: 'password', user: 'anna-the-admin', password: PASSWORD },
        },
      },
    ]);
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await isInReact(page, PASSWORD)).toBe(false);

    await tell({ type: 'setup.changed', view: wrongPasswordView() });
    await page.getByRole('alert').getByText('does not take this password for root').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('anna-the-admin');
    // Also whoever leaves and comes back finds none.
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Set up' }).click();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await isInReact(page, PASSWORD)).toBe(false);
    expect(await isOnPage(page, PASSWORD)).toBe(false);
    expect(main.asked.filter((asked) => JSON.stringify(asked).includes(PASSWORD))).toHaveLength(1);
    expect(logged.join('\n')).not.toContain(PASSWORD);
  });

  it('asks for a password before it sends anything', async () => {
    const { page, main } = await stage.show({ page: 'window', answers: signInWorld() });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Sign In', exact: true }).click();
    await page.getByRole('alert').getByText('Type the password.').waitFor();
    expect(main.asked.map(({ name }) => name)).not.toContain('setup.answer');
  });

  it('shows a line to paste instead, and goes on by itself when it has worked', async () => {
    const { page, main, tell } = await stage.show({ page: 'window', answers: signInWorld() });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Without a password…' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.answer'));
    expect(main.asked.at(-1)?.input).toEqual({
      pairId: PAIR_ID,
      question: 1,
      answer: { kind: 'by-hand' },
    });
    await tell({ type: 'setup.changed', view: pasteView(0) });
    await page.getByRole('button', { name: 'Copy: The line to paste' }).click();
    await page.getByText('Copied').waitFor();
    expect(main.asked.at(-1)).toEqual({ name: 'app.copy', input: { text: pasteView(0).paste?.line } });
    await tell({ type: 'setup.changed', view: pasteView(5) });
    await page.getByRole('status').getByText('tried 5 times').waitFor();
    await page.getByText('keeps root out').waitFor();
    await tell({ type: 'setup.changed', view: signInView({ question: undefined, state: 'running' }) });
    await page.getByText('Signing in…').waitFor();
  });

  it('stops on a wish, and goes on from there', async () => {
    const { page, main, tell } = await stage.show({ page: 'window', answers: signInWorld() });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.stop'));
    await tell({ type: 'setup.changed', view: stoppedView() });
    await page.getByText('The set-up was stopped.').waitFor();
    await page.getByRole('button', { name: 'Go On' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
  });

  it('goes back to what is copied, and changes the pair before it signs in again', async () => {
    const { page, main, tell } = await stage.show({
      page: 'window',
      answers: { ...signInWorld(), 'pair.change': async () => pairView().pair },
    });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    await tell({ type: 'setup.changed', view: stoppedView() });
    await page.getByRole('checkbox', { name: 'Copy anna' }).press('Space');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Set up' }).click();
    expect(await page.getByRole('checkbox', { name: 'Copy anna' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Continue' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    const change = main.asked.find(({ name }) => name === 'pair.change');
    expect(change?.input).toMatchObject({
      change: { volumes: [{ source: '/Volumes/Work' }, { source: '/Users/anna' }] },
    });
  });

  it('writes a script for an administrator once the set-up has stopped', async () => {
    const { page, main, tell } = await stage.show({
      page: 'window',
      answers: {
        ...signInWorld(),
        'file.setup-script': async () => ({ state: 'saved', path: '/tmp/spare.sh', sha256: 'ab12' }),
      },
    });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Write a Script for the Administrator…' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.stop'));
    expect(main.asked.map(({ name }) => name)).not.toContain('file.setup-script');
    await tell({ type: 'setup.changed', view: stoppedView() });
    await page.getByText('Written to /tmp/spare.sh.').waitFor();
    await page.getByText('ab12').waitFor();
  });

  it('stops at a changed host key, until a person decides', async () => {
    const { page, main } = await stage.show({ page: 'window', answers: changedHostKeyWorld() });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('alert').getByText('another host key than the pinned one').waitFor();
    expect(await page.getByRole('alert').locator('code').allTextContents()).toEqual([PIN, NEW_PIN]);
    const trust = page.getByRole('button', { name: 'Trust the New Key' });
    expect(await trust.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'I have compared' }).press('Space');
    await trust.click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    expect(main.asked.find(({ name }) => name === 'setup.begin')?.input).toEqual({
      pairId: PAIR_ID,
      kind: 'set-up',
      hostKey: NEW_PIN,
    });
  });

  it('asks about another host key in the middle of a set-up', async () => {
    const { page, main } = await stage.show({ page: 'window', answers: hostKeyQuestionWorld() });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('known_hosts has another key').waitFor();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.answer'));
    expect(main.asked.at(-1)?.input).toEqual({ pairId: PAIR_ID, question: 1, answer: { kind: 'no' } });
  });

  it('begins where no set-up was begun yet', async () => {
    const { page, main } = await stage.show({
      page: 'window',
      answers: pairAnswers(pairView(), undefined),
    });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Sign In…' }).click();
    await eventually(() => main.asked.some(({ name }) => name === 'setup.begin'));
    expect(main.asked.at(-1)?.input).toEqual({ pairId: PAIR_ID, kind: 'set-up' });
  });
});
