import { z } from 'zod';
import { Day, Id, NetworkId, ServiceName } from './id.ts';
import { EmailAddress, line, paragraphs } from './text.ts';

/** A question one service asks another over NATS while a person waits; nothing of it is stored by the backbone. */
export interface RequestDefinition<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly question: Q;
  readonly answer: A;
}

const defineRequest = <Q extends z.ZodType, A extends z.ZodType>(definition: RequestDefinition<Q, A>) =>
  definition;

/** Subject of a request. `ask` stands where events have their service, so that no event stream ever stores one. */
export const requestSubject = (prefix: string, network: string, request: RequestDefinition): string =>
  `${prefix}.${network}.ask.${request.name}.v1`;

/** Answered by notification: sends one letter now; its content is never kept. */
export const sendLetterNow = defineRequest({
  name: 'notification.send-letter',
  summary: 'Send one letter now, to someone who waits for it',
  question: z.strictObject({
    network: NetworkId,
    letter: z.enum([
      'sign-in',
      'confirm-joining',
      'confirm-erasure',
      'confirm-address',
      'keep-address',
      'address-taken',
      'community-invitation',
      'erasure-receipt',
    ]),
    to: z.object({ name: line(200).optional(), email: EmailAddress }),
    link: z.url(),
    /** What a letter that invites says beyond its link. */
    invitation: z
      .strictObject({
        community: line(120),
        domain: line(300),
        by: line(200).optional(),
        message: paragraphs(2000).optional(),
        expires: z.iso.datetime(),
      })
      .optional(),
    /** What a receipt tells, line by line. */
    told: z
      .array(z.object({ what: line(500), became: line(1000) }))
      .max(200)
      .optional(),
  }),
  answer: z.object({ outcome: z.enum(['sent', 'failed']), reason: z.string().optional() }),
});

/** Answered by survey: personal voting links for people of a round's electorate. */
export const voteLinks = defineRequest({
  name: 'survey.vote-links',
  summary: 'Personal links for voting in a round',
  question: z.strictObject({ network: NetworkId, round: Id, people: z.array(Id).min(1).max(1000) }),
  answer: z.object({ links: z.array(z.object({ person: Id, url: z.url() })) }),
});

/** Answered by survey: published results, and who of these people may read them now; nothing once they are withdrawn. */
export const resultReaders = defineRequest({
  name: 'survey.result-readers',
  summary: 'Published results, and who of these people may read them',
  question: z.strictObject({ network: NetworkId, publication: Id, people: z.array(Id).min(1).max(1000) }),
  answer: z.object({
    results: z.object({ title: z.string(), url: z.url(), readers: z.array(Id) }).optional(),
  }),
});

/** Answered by membership: what a re-consent campaign asks, and the personal links of those who may still be asked. */
export const campaignLinks = defineRequest({
  name: 'membership.campaign-links',
  summary: 'The question of a re-consent campaign with personal links for answering it',
  question: z.strictObject({
    network: NetworkId,
    campaign: Id,
    people: z.array(Id).min(1).max(1000),
    /** For a reminder: those who have answered get none. */
    silentOnly: z.boolean(),
  }),
  answer: z.object({
    asks: z
      .object({ title: line(200), text: paragraphs(5000), wording: line(500), deadline: z.iso.datetime() })
      .optional(),
    links: z.array(z.object({ person: Id, url: z.url() })),
  }),
});

/** Answered by membership: whom these members want to speak to, and have not yet, as of now. */
export const dueContacts = defineRequest({
  name: 'membership.due-contacts',
  summary: 'Those whom members are to speak to by now, with how to reach them',
  question: z.strictObject({ network: NetworkId, people: z.array(Id).min(1).max(1000) }),
  answer: z.object({
    people: z.array(
      z.object({
        person: Id,
        link: z.url(),
        contacts: z
          .array(
            z.object({
              name: line(200),
              reach: line(600).optional(),
              channel: line(40).optional(),
              community: line(200).optional(),
              due: z.iso.date(),
            }),
          )
          .max(200),
      }),
    ),
  }),
});

/** Answered by membership: what the letters of an introduction say, to those who are still to get one. */
export const introductionLetters = defineRequest({
  name: 'membership.introduction-letters',
  summary:
    'What the letters of an introduction say; addresses only of those who accepted, to those who did too',
  question: z.strictObject({
    network: NetworkId,
    introduction: Id,
    part: z.enum(['ask', 'exchange', 'follow-up']),
    people: z.array(Id).min(1).max(100),
  }),
  answer: z.object({
    letters: z.array(
      z.object({
        person: Id,
        weaver: line(200),
        reason: paragraphs(2000),
        others: z.array(
          z.object({
            name: line(200),
            community: line(120).optional(),
            email: EmailAddress.optional(),
          }),
        ),
        until: z.iso.datetime(),
        link: z.url(),
      }),
    ),
  }),
});

/** Answered by membership: what a letter to a proposer says, one answer for each step that is known still. */
export const proposalSteps = defineRequest({
  name: 'membership.proposal-steps',
  summary: 'What became of proposals of communities',
  question: z.strictObject({
    network: NetworkId,
    steps: z
      .array(z.object({ proposal: Id, version: z.int().positive() }))
      .min(1)
      .max(1000),
  }),
  answer: z.object({
    steps: z.array(
      z.object({
        proposal: Id,
        version: z.int().positive(),
        name: line(120),
        status: z.enum(['accepted', 'declined', 'changes-asked']),
        comment: paragraphs(2000).optional(),
        link: z.url(),
      }),
    ),
  }),
});

/** Answered by membership: what came of people's requests to put something right. */
export const rectificationOutcomes = defineRequest({
  name: 'membership.rectification-outcomes',
  summary: 'What came of requests to put something right',
  question: z.strictObject({ network: NetworkId, requests: z.array(Id).min(1).max(1000) }),
  answer: z.object({
    outcomes: z.array(
      z.object({
        request: Id,
        what: paragraphs(2000),
        status: z.enum(['done', 'refused']),
        reason: paragraphs(2000).optional(),
        link: z.url(),
      }),
    ),
  }),
});

/** Answered by meeting: the first open steps of communities, whose titles no event carries. */
export const openSteps = defineRequest({
  name: 'meeting.open-steps',
  summary: 'The next steps of communities',
  question: z.strictObject({
    network: NetworkId,
    communities: z.array(Id).min(1).max(200),
    most: z.int().min(1).max(20),
  }),
  answer: z.object({
    communities: z.array(
      z.object({
        community: Id,
        steps: z.array(
          z.object({
            title: line(300),
            owners: z.array(Id),
            due: Day.optional(),
            status: z.enum(['proposed', 'accepted']),
          }),
        ),
      }),
    ),
  }),
});

export const DigestItem = z.object({
  title: line(300),
  detail: paragraphs(2000),
  // Of the web alone: it becomes a link in everybody's letter.
  link: z.url({ protocol: /^https?$/ }).optional(),
  /** Only for members of this community; absent: for everyone. */
  community: Id.optional(),
});
export type DigestItem = z.infer<typeof DigestItem>;
export const DigestSection = z.object({
  service: z.union([ServiceName, z.string().max(64)]),
  title: line(120),
  items: z.array(DigestItem).max(200),
});
export type DigestSection = z.infer<typeof DigestSection>;

/** Asked by notification of everyone at once: each service, and an operator's own, answers with its sections. */
export const digestSection = defineRequest({
  name: 'digest.section',
  summary: 'What you have for the digest of this period',
  question: z.strictObject({ network: NetworkId, from: z.iso.datetime(), until: z.iso.datetime() }),
  answer: z.object({ service: z.string().max(64), sections: z.array(DigestSection).max(20) }),
});
