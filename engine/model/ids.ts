import { z } from 'zod';

/** What a person calls a pair. Letters, digits, spaces and a few marks; it appears in file names and messages. */
export const PairName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._+()'-]{0,63}$/u,
    "a name of 1 to 64 letters, digits, spaces and . _ + - ( ) '",
  )
  .refine((name) => name === name.trim(), 'a name without spaces at its ends');
export type PairName = z.infer<typeof PairName>;

/** Never changes, also when the pair is renamed: `pair-` and 10 random letters or digits. */
export const PairId = z
  .string()
  .regex(/^pair-[a-z0-9]{10}$/)
  .brand('PairId');
export type PairId = z.infer<typeof PairId>;

/** `key-` and 10 random letters or digits; never used again, so that a file or a secret belongs to one key for ever. */
export const KeyId = z
  .string()
  .regex(/^key-[a-z0-9]{10}$/)
  .brand('KeyId');
export type KeyId = z.infer<typeof KeyId>;

/** `vol-` and 6 random letters or digits, unique within its pair. */
export const VolumeId = z
  .string()
  .regex(/^vol-[a-z0-9]{6}$/)
  .brand('VolumeId');
export type VolumeId = z.infer<typeof VolumeId>;

/** UTC start and 4 random letters, so that ids sort by time: `20261123-110203-k3x9`. */
export const RunId = z
  .string()
  .regex(/^\d{8}-\d{6}-[a-z0-9]{4}$/)
  .brand('RunId');
export type RunId = z.infer<typeof RunId>;

/** `plan-` and 12 hex digits of the digest over everything that the plan would change. */
export const PlanId = z
  .string()
  .regex(/^plan-[0-9a-f]{12}$/)
  .brand('PlanId');
export type PlanId = z.infer<typeof PlanId>;
