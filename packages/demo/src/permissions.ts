import {
  capabilityCatalogue,
  intakeStream,
  prefixed,
  questionCatalogue,
  type ServiceName,
  serviceNames,
  streamCatalogue,
} from '@skein/contracts';

/** What a user of NATS may publish and subscribe to. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
}

/** The first words of questions that no one service answers alone. */
const askedOfAll = (): string[] => {
  const leads = [...questionCatalogue.keys()].map((name) => name.split('.')[0] ?? '');
  return [...new Set(leads)].filter((lead) => !serviceNames.some((service) => service === lead));
};

/**
 * The least that a service needs: its own events, buckets and operations, answers to questions, and reading what JetStream
 * has. Nobody takes a stream away or empties it; answers come to an inbox that no other service hears.
 */
export const natsPermissions = (prefix: string, service: ServiceName): NatsPermissions => {
  const buckets = capabilityCatalogue
    .filter((capability) => capability.service === service)
    .flatMap((capability) => capability.buckets.map(({ name }) => `$KV.${prefixed(prefix, name)}.>`));
  const intake = service === 'survey' ? [`${prefix}.*.intake.>`] : [];
  // What was set aside may be anybody's, and is published again as it was.
  const events = service === 'notification' ? `${prefix}.>` : `${prefix}.*.${service}.>`;
  // The queue of responses is emptied by those who counted them, and nothing else by anybody.
  const kept = streamCatalogue(prefix)
    .map(({ name }) => name)
    .filter((name) => service !== 'survey' || name !== intakeStream(prefix));
  // Membership tells open pages that something changed, whichever service it is of.
  const heard = service === 'membership' ? serviceNames.map((one) => `${prefix}.*.${one}.>`) : [];
  const operations = `${prefix}-operations.${service}.>`;
  return {
    publish: {
      allow: [
        ...['$JS.API.>', '$JS.ACK.>', '$JS.FC.>', '_INBOX.>'],
        ...[events, `${prefix}.*.dead-letters.>`, `${prefix}.*.ask.>`, operations],
        ...[`$KV.${prefixed(prefix, 'JWKS')}.${service}.>`, ...buckets, ...intake],
      ],
      deny: ['$JS.API.STREAM.DELETE.>', ...kept.map((name) => `$JS.API.STREAM.PURGE.${name}`)],
    },
    subscribe: {
      allow: [
        `_INBOX.${service}.>`,
        ...[service, ...askedOfAll()].map((lead) => `${prefix}.*.ask.${lead}.>`),
        operations,
        ...heard,
      ],
    },
  };
};
