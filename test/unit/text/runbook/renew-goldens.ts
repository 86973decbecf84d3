/* `npx tsx test/unit/text/runbook/renew-goldens.ts` writes the runbooks of the recorded facts anew, to be read before they are committed. */
import { writeFileSync } from 'node:fs';
import { fixturePath, RECORDED } from './recorded-facts.ts';
import { goldensOf } from './goldens.ts';

for (const name of RECORDED)
  for (const [file, text] of Object.entries(goldensOf(name))) writeFileSync(fixturePath(name, file), text);
