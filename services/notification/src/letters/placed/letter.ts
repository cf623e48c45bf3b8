import { z } from 'zod';
import { defineWording } from '../../delivery/wording/wording.ts';
import { communityWriter } from '../../delivery/writing/community-letter.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You are in {{community}} now',
  preview: 'Your hosts put you there',
  needs: z.strictObject({ name: z.string(), community: z.string(), link: z.url() }),
  examples: [
    {
      name: 'Ada Lindqvist',
      community: 'Art & Hosting',
      link: 'https://network.example.org/#community-1',
    },
  ],
});

/** What the letter says: which community it is, and where to leave it. */
export const placedWriter = communityWriter(wording);
