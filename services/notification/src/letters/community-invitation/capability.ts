import { z } from 'zod';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import { dayOf, paragraphsOf } from '../../delivery/wording/words.ts';
import { type AwaitedQuestion, defineAwaitedLetter } from '../../delivery/writing/define-awaited.ts';
import { LinkValues, linkValues } from '../../delivery/writing/link-letter.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You are invited: {{community}}',
  preview: 'Join us, if you like, until {{expires}}',
  needs: LinkValues.extend({
    stop: orNone(z.url()),
    community: z.string(),
    domain: z.string(),
    by: orNone(z.string()),
    message: z.array(z.string()),
    expires: z.string(),
  }),
  examples: [
    {
      name: 'Ada Lindqvist',
      community: 'Art & Hosting',
      domain: 'Conversations that matter',
      by: 'Ben Okafor',
      message: ['Do come.', 'We meet monthly.'],
      expires: '24 December 2026',
      link: 'https://network.example.org/invitation#token=abc',
      stop: undefined,
    },
    {
      name: undefined,
      community: 'Art & Hosting',
      domain: 'Conversations that matter',
      by: undefined,
      message: [],
      expires: '24 December 2026',
      link: 'https://network.example.org/invitation#token=abc',
      stop: 'https://network.example.org/never-again#token=abc',
    },
  ],
});

const values = (question: AwaitedQuestion) => {
  const { invitation } = question;
  if (!invitation) throw new Error('a letter that invites does not say into what');
  const { community, domain, by, message = '', expires } = invitation;
  return {
    ...linkValues(question),
    stop: question.stop,
    ...{ community, domain, by },
    message: paragraphsOf(message),
    expires: dayOf(expires),
  };
};

/** Invites somebody into a community, in the inviter's words. */
export const communityInvitation: LetterCapability = {
  name: 'community-invitation',
  awaited: [
    defineAwaitedLetter({
      name: 'community-invitation',
      ground: { service: 'a member entered this address to invite whoever has it, once' },
      wording,
      values,
    }),
  ],
};
