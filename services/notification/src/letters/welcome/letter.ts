import { z } from 'zod';
import { defineWording } from '../../delivery/wording/wording.ts';
import { communityWriter } from '../../delivery/writing/community-letter.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Welcome to {{community}}',
  preview: 'How good that you are here',
  needs: z.strictObject({ name: z.string(), community: z.string(), link: z.url() }),
  examples: [
    {
      name: 'Ada Lindqvist',
      community: 'Art & Hosting',
      link: 'https://network.example.org/communities/1',
    },
  ],
});

/** What the welcome says: which community it is, and where it is to be found. */
export const welcomeWriter = communityWriter(wording, {});
