import { z } from 'zod';
import { Id, Instant, Month, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { DigestSection } from '../request.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

export const DigestStatus = z.enum(['draft', 'generating', 'sending', 'sent']);
export type DigestStatus = z.infer<typeof DigestStatus>;

/** How the delivery of an issue stands. `unknown`: it may have arrived, so it is not sent again. */
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

export const digestRoutes = {
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
};
