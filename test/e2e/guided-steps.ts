import type { Page } from 'playwright-core';
import type { LabHost } from '../lab/lab-host.ts';

/** The steps of the guided set-up as a person takes them, by clicks and keys alone. */
export class GuidedSteps {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    // What does not come is named, and not only late.
    page.setDefaultTimeout(60_000);
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  heading(name: string): Promise<void> {
    return this.page.getByRole('heading', { name, exact: true }).waitFor();
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: label, exact: true }).click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  async findSpare({ address, hostKeyFingerprint }: LabHost): Promise<void> {
    await this.heading('Find the spare');
    await this.type('Name or address', address);
    await this.page.keyboard.press('Enter');
    await this.heading('Is this the right machine?');
    await this.type('Fingerprint from the other screen', hostKeyFingerprint);
    await this.page.getByText('The same. This is your spare.').waitFor();
    await this.press('This Is My Spare');
    await this.heading('What to copy');
  }

  /** One folder, and nothing of what is suggested. */
  async chooseFolder(source: string, destination: string, name: string): Promise<void> {
    await this.page.getByText('Looking at the disks of this machine…').waitFor({ state: 'hidden' });
    // What is unchosen is none of them any more.
    const suggested = this.page.getByRole('checkbox', { name: /^Copy /, checked: true });
    for (let left = await suggested.count(); left > 0; left -= 1) await suggested.first().press('Space');
    await this.press('Add a Folder');
    await this.type('From, on this machine', source);
    await this.type('To, on the spare', destination);
    await this.type('Name of the pair', name);
  }

  async signIn(user: string, password: string): Promise<void> {
    await this.heading('Sign in once');
    await this.page.getByLabel('Password').waitFor();
    await this.type('Name', user);
    await this.page.getByLabel('Password').click();
    await this.page.keyboard.type(password);
    await this.page.keyboard.press('Enter');
  }
}
