import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Month, NetworkId, ServiceName, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

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
  about: z.literal('events').optional().meta({
    description: 'Told also those who agreed to news of events alone',
  }),
});
export type DigestSection = z.infer<typeof DigestSection>;

export const DigestStatus = z.enum(['draft', 'generating', 'sending', 'sent']);
export type DigestStatus = z.infer<typeof DigestStatus>;

/** As a mail server's log has them. */
export const MessageIds = z
  .array(z.string().regex(/^<[^<>\s]{1,200}>$/, 'is not a Message-ID, which stands between < and >'))
  .min(1)
  .max(1000);

/** How the delivery of an issue stands. `unknown`: it may have arrived, so it is sent again by a person's choice alone. */
export const DeliveryReport = z.object({
  recipients: z.int().nonnegative(),
  queued: z.int().nonnegative(),
  sending: z.int().nonnegative(),
  sent: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type DeliveryReport = z.infer<typeof DeliveryReport>;

export const Digest = z
  .object({
    id: Id,
    version: Version,
    month: Month,
    title: line(200),
    introduction: paragraphs(10_000),
    sections: z.array(DigestSection),
    missing: z
      .array(z.string())
      .meta({ description: 'Services that did not answer in time for their sections' }),
    status: DigestStatus,
    report: DeliveryReport,
    createdAt: Instant,
  })
  .meta({ id: 'Digest' });
export type Digest = z.infer<typeof Digest>;

const one = z.object({ id: Id });

const routes = {
  collectDigest: defineRoute({
    id: 'collectDigest',
    service: 'notification',
    method: 'POST',
    path: '/digests',
    summary: 'Begin the issue of a month: sections are collected from every service',
    right: 'digest.edit',
    body: z.strictObject({ month: Month, title: line(200), introduction: paragraphs(10_000).default('') }),
    reply: Digest,
    status: 201,
    problems: ['already-exists'],
  }),
  listDigests: defineRoute({
    id: 'listDigests',
    service: 'notification',
    method: 'GET',
    path: '/digests',
    summary: 'The issues of the digest, newest first',
    right: 'digest.read',
    query: PageQuery,
    reply: pageOf(Digest),
    status: 200,
  }),
  readDigest: defineRoute({
    id: 'readDigest',
    service: 'notification',
    method: 'GET',
    path: '/digests/:id',
    summary: 'One issue with the report of its delivery',
    right: 'digest.read',
    params: one,
    reply: Digest,
    status: 200,
  }),
  editDigest: defineRoute({
    id: 'editDigest',
    service: 'notification',
    method: 'PATCH',
    path: '/digests/:id',
    summary: 'Edit the draft of an issue',
    right: 'digest.edit',
    params: one,
    body: z
      .strictObject({
        title: line(200),
        introduction: paragraphs(10_000),
        sections: z.array(DigestSection).max(50),
      })
      .partial(),
    reply: Digest,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  collectMissing: defineRoute({
    id: 'collectMissing',
    service: 'notification',
    method: 'POST',
    path: '/digests/:id/collecting',
    summary: 'Ask those again who did not answer in time, and add their sections; what was edited stays',
    right: 'digest.edit',
    params: one,
    reply: Digest,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  sendDigest: defineRoute({
    id: 'sendDigest',
    service: 'notification',
    method: 'POST',
    path: '/digests/:id/sending',
    summary: 'Send the issue to every member who agreed to it; an empty personal digest is not sent',
    right: 'digest.send',
    params: one,
    reply: Digest,
    status: 202,
    ifMatch: true,
    problems: ['conflict'],
  }),
  settleUnknown: defineRoute({
    id: 'settleUnknown',
    service: 'notification',
    method: 'POST',
    path: '/digests/:id/arrivals',
    summary:
      'Tell which letters arrived, as the mail server’s log says; of these, the unknown ones count as sent',
    right: 'digest.send',
    params: one,
    body: z.strictObject({
      messageIds: MessageIds,
    }),
    reply: Digest,
    status: 200,
    problems: ['conflict'],
  }),
  resendUnknown: defineRoute({
    id: 'resendUnknown',
    service: 'notification',
    method: 'POST',
    path: '/digests/:id/resending',
    summary: 'Send the letters again of which nobody knows whether they arrived; some will come twice',
    right: 'digest.send',
    params: one,
    body: z.strictObject({
      unknown: z
        .int()
        .positive()
        .meta({ description: 'How many they are, as the report says: whoever sends them again was told' }),
    }),
    reply: Digest,
    status: 202,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const service = 'notification';

const events = {
  digestCollected: defineEvent({
    service,
    aggregate: 'digest',
    event: 'collected',
    summary: 'An issue of the digest was begun',
    data: z.object({ digest: Id, month: Month }),
  }),
  digestChanged: defineEvent({
    service,
    aggregate: 'digest',
    event: 'changed',
    summary: 'The draft of an issue changed',
    data: z.object({ digest: Id, month: Month }),
  }),
  digestGenerated: defineEvent({
    service,
    aggregate: 'digest',
    event: 'generated',
    summary: 'Each recipient of an issue is in the delivery ledger',
    data: z.object({ digest: Id, month: Month, recipients: z.int().nonnegative() }),
  }),
  digestDelivered: defineEvent({
    service,
    aggregate: 'digest',
    event: 'delivered',
    summary: 'Every letter of an issue is settled; again with the new counts where unknown ones were',
    data: z.object({
      digest: Id,
      month: Month,
      sent: z.int().nonnegative(),
      failed: z.int().nonnegative(),
      unknown: z.int().nonnegative(),
    }),
  }),
};

const questions = {
  /** Asked by notification of everyone at once: each service, and an operator's own, answers with its sections. */
  section: defineQuestion({
    name: 'digest.section',
    summary: 'What you have for the digest of this period',
    question: z.strictObject({ network: NetworkId, from: z.iso.datetime(), until: z.iso.datetime() }),
    answer: z.object({ service: z.string().max(64), sections: z.array(DigestSection).max(20) }),
  }),
};

export const digestsContract = defineCapability({
  name: 'digests',
  service: 'notification',
  routes,
  events,
  questions,
});
