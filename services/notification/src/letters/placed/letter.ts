import type { CommunityRole } from '@skein/contracts';
import { z } from 'zod';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import { communityWriter } from '../../delivery/writing/community-letter.ts';

/** What somebody is there beside a member, in words. */
const roleInWords = { facilitator: 'its facilitator', core: 'one of its core group' } as const;
export type RoleToRun = keyof typeof roleInWords & CommunityRole;

const example = { name: 'Ada Lindqvist', community: 'Art & Hosting' };
const link = 'https://network.example.org/communities/1';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You are in {{community}} now',
  preview: 'Your hosts put you there',
  needs: z.strictObject({
    name: z.string(),
    community: z.string(),
    link: z.url(),
    role: orNone(z.enum(roleInWords)),
  }),
  examples: [
    { ...example, link, role: undefined },
    { ...example, link, role: roleInWords.core },
    { ...example, link, role: roleInWords.facilitator },
  ],
});

/** What the letter says: which community it is, what they are to be there, and where to leave it. */
export const placedWriter = (role?: RoleToRun) =>
  communityWriter(wording, { role: role && roleInWords[role] });
