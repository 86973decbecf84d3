import { afterAll, beforeAll, describe } from 'vitest';
import { labAvailable } from './availability.ts';
import { createLab, type Lab, type LabOptions } from './lab.ts';

/** A suite that needs a lab. Where there can be none, its tests are skipped and the name says why. */
export function describeInLab(name: string, suite: () => void): void {
  const availability = labAvailable();
  if (availability.ok) describe(name, suite);
  else describe.skip(`${name} (no lab: ${availability.reason})`, suite);
}

/** One lab for all tests of the suite, up before the first and taken down after the last. */
export function labForSuite(options: LabOptions = {}): () => Lab {
  let lab: Lab | undefined;
  beforeAll(async () => {
    lab = await createLab(options);
  });
  afterAll(async () => {
    await lab?.tearDown();
  });
  return () => {
    if (lab === undefined) throw new Error('the lab is not up yet: ask for it inside a test');
    return lab;
  };
}
