import { z } from 'zod';
import { defineCapability, ofEachService } from '../capability.ts';
import { Id, Instant, NetworkId, ServiceName } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

export const AuditOutcome = z.enum(['done', 'denied']);

/** Who did, or was refused, what to whom: ids only. */
export const AuditLine = z
  .object({
    id: Id,
    at: Instant,
    service: ServiceName,
    actor: Id.optional().meta({ description: 'Absent for a visitor' }),
    action: z.string().meta({ description: 'The operation, as OpenAPI names it' }),
    targets: z.array(z.string()).meta({ description: 'Ids of what it was about, and of what it made' }),
    outcome: AuditOutcome,
    times: z.int().optional().meta({
      description: 'Of what was denied again and again: how many times in that hour, up to this line',
    }),
    trace: z.string().optional().meta({ description: 'W3C trace id of the request' }),
  })
  .meta({ id: 'AuditLine' });
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditQuery = PageQuery.extend({
  actor: Id.optional(),
  target: line(120).optional(),
  action: z
    .string()
    .regex(/^[a-zA-Z]{1,80}$/, 'is not the name of an operation')
    .optional(),
  outcome: AuditOutcome.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const routes = {
  searchAudit: defineRoute({
    id: 'searchAudit',
    service: 'membership',
    method: 'GET',
    path: '/audit',
    summary: 'Who did what to whom, in every service, newest first',
    right: 'audit.read',
    query: AuditQuery.extend({ service: ServiceName.optional() }),
    reply: pageOf(AuditLine).extend({
      missing: z
        .array(ServiceName)
        .meta({ description: 'Services that did not answer: their lines are not here' }),
    }),
    status: 200,
  }),
};

const questions = {
  /** Answered by each service about its own log. The cursor is good in all of them: it is a time and an id. */
  search: ofEachService((service) =>
    defineQuestion({
      name: `audit.search.${service}`,
      summary: `Lines of ${service}’s audit log, newest first`,
      question: AuditQuery.extend({ network: NetworkId }),
      answer: pageOf(AuditLine),
    }),
  ),
};

export const auditContract = defineCapability({ name: 'audit', service: 'membership', routes, questions });
