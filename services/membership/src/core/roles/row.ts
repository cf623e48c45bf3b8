import { RoleTask } from '@skein/contracts';
import { z } from 'zod';

/** A role of a community, or of the network where `community` is null. */
export const RoleRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string().nullable(),
  name: z.string(),
  purpose: z.string(),
  accountabilities: z.array(z.string()),
  tasks: z.array(RoleTask),
  reportsTo: z.string().nullable(),
  retiredAt: z.date().optional(),
});
export type RoleRow = z.infer<typeof RoleRow>;

/** That someone holds a role, or held it until then. */
export const HoldingRow = z.object({
  _id: z.string(),
  network: z.string(),
  role: z.string(),
  person: z.string(),
  from: z.date(),
  until: z.date().optional(),
});
export type HoldingRow = z.infer<typeof HoldingRow>;
