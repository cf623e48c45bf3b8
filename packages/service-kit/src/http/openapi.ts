import {
  apiPrefix,
  Envelope,
  eventCatalogue,
  Problem,
  problemStatus,
  type Route,
  rights,
  routeCatalogue,
} from '@skein/contracts';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

const problemContent = { 'application/problem+json': { schema: Problem } };
const everyRoute = ['invalid-request', 'internal', 'unavailable'] as const;

/** The problems a route may answer, by status. */
const problemsOf = (
  route: Route,
): Record<string, { description: string; content: typeof problemContent }> => {
  const codes = new Set<keyof typeof problemStatus>([...everyRoute, ...(route.problems ?? [])]);
  if (route.right !== 'public')
    for (const code of ['unauthenticated', 'expired-token', 'forbidden', 'passkey-required'] as const)
      codes.add(code);
  if (route.fresh) codes.add('stale-sign-in');
  if (route.params) codes.add('not-found');
  if (route.ifMatch) for (const code of ['stale-edit', 'if-match-required'] as const) codes.add(code);
  const byStatus = Map.groupBy([...codes].toSorted(), (code) => String(problemStatus[code]));
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      { description: group.join(', '), content: problemContent },
    ]),
  );
};

/** Raw content, which OpenAPI 3.1 describes by its media type alone. */
const filesOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));

const operationOf = (route: Route): ZodOpenApiOperationObject => {
  const headers = {
    ...(route.ifMatch && { 'If-Match': z.string().meta({ description: 'The ETag of the version edited' }) }),
    ...(route.method === 'POST' && {
      'Idempotency-Key': z
        .string()
        .max(200)
        .optional()
        .meta({
          description: route.secret
            ? 'The same key again does nothing anew; the reply holds a secret and is given once'
            : 'The same key again gives the first reply',
        }),
    }),
  };
  const rule = rights[route.right];
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.service],
    description: `Right: \`${route.right}\` (${typeof rule === 'string' ? rule : JSON.stringify(rule)})`,
    ...(rule !== 'anyone' && { security: [{ session: [] }] }),
    requestParams: {
      ...(route.params && { path: route.params as z.ZodObject }),
      ...(route.query && { query: route.query as z.ZodObject }),
      ...(Object.keys(headers).length && { header: z.object(headers) }),
    },
    ...(route.body && { requestBody: { content: { 'application/json': { schema: route.body } } } }),
    ...(route.consumes && { requestBody: { required: true, content: filesOf(route.consumes) } }),
    responses: {
      [route.status]:
        route.status === 204
          ? { description: 'Done' }
          : {
              description: 'As asked',
              content: route.produces
                ? filesOf(route.produces)
                : { 'application/json': { schema: route.reply } },
            },
      ...problemsOf(route),
    } as ZodOpenApiOperationObject['responses'],
  };
};

/** OpenAPI 3.1 of the whole installation, made from the contracts. */
export const openApiDocument = (version: string, routes: readonly Route[] = routeCatalogue): object => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = `${apiPrefix}${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Skein',
      version,
      description: 'The system a national network of communities of practice runs on.',
    },
    servers: [{ url: '/' }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: paths as ZodOpenApiPathsObject,
  });
};

/** AsyncAPI 3.0 of all events, made from the contracts. */
export const asyncApiDocument = (version: string, prefix = 'skein'): object => {
  const events = [...eventCatalogue.values()];
  const channelOf = (type: string): string => type.replaceAll('.', '_');
  const schemaOf = (data: z.ZodType): object =>
    z.toJSONSchema(Envelope.extend({ data }), { target: 'draft-07', unrepresentable: 'any', io: 'output' });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Skein events',
      version,
      description: 'CloudEvents 1.0 in structured JSON on NATS JetStream.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      events.map(({ type, service, aggregate, event, version: number, summary, data }) => [
        channelOf(type),
        {
          address: `${prefix}.{network}.${service}.${aggregate}.${event}.v${number}`,
          description: summary,
          parameters: { network: { description: 'The network it happened in' } },
          messages: { [event]: { name: type, payload: schemaOf(data) } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      events.map(({ type, summary }) => [
        `publish_${channelOf(type)}`,
        { action: 'send', channel: { $ref: `#/channels/${channelOf(type)}` }, summary },
      ]),
    ),
  };
};
