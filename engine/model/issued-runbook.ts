import { z } from 'zod';
import type { Runbook } from './runbook.ts';

/** What a later runbook is compared with. Of a version that wrote less, nothing is. */
const Compared = z.looseObject({
  pairName: z.string(),
  writtenAt: z.string(),
  strategy: z.string(),
  summary: z.string(),
  surveyedAt: z.looseObject({}),
  warnings: z.array(z.string()),
  notes: z.string(),
  notInClone: z.array(z.string()),
  tables: z.array(
    z.looseObject({
      title: z.string(),
      rows: z.array(z.looseObject({ name: z.string(), value: z.string() })),
    }),
  ),
  sections: z.array(z.looseObject({ steps: z.array(z.looseObject({ id: z.string(), title: z.string() })) })),
});

/** The runbook that lies on the standby, and when it came there. Times are ISO 8601, UTC. */
export const IssuedRunbook = z.object({
  deliveredAt: z.string(),
  /** Where it lies there; path text. */
  paths: z.array(z.string()),
  /** What had changed in it since the one before, in sentences, and when it did. */
  changes: z.array(z.string()),
  changedAt: z.string(),
  runbook: z.custom<Runbook>((value) => Compared.safeParse(value).success),
});
export type IssuedRunbook = z.infer<typeof IssuedRunbook>;
