import { capabilityCatalogue, questionCatalogue } from './catalogue.ts';
import { type ServiceName, serviceNames } from './id.ts';
import {
  amongProcesses,
  deadLetterStream,
  eventStream,
  intakeStream,
  prefixed,
  streamCatalogue,
} from './streams.ts';

interface Follows {
  /** Whose events, besides its own. */
  readonly events: readonly ServiceName[];
  /** Which buckets, besides its own. */
  readonly buckets: readonly string[];
  /** Whether it looks into what was set aside. */
  readonly deadLetters: boolean;
}

/** What each service reads of others; `infra/src/permissions.unit.test.ts` holds it to what they consume. */
export const follows: Readonly<Record<ServiceName, Follows>> = {
  membership: { events: ['meeting', 'survey', 'notification'], buckets: [], deadLetters: true },
  meeting: { events: ['membership'], buckets: [], deadLetters: false },
  survey: { events: ['membership', 'meeting'], buckets: [], deadLetters: true },
  notification: { events: ['membership', 'meeting', 'survey'], buckets: ['MEMBERS'], deadLetters: true },
};

/** What a user of NATS may publish and subscribe to. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
}

/** Every service that signs tokens puts its own key there, and all read it. */
const keys = 'JWKS';

/** The first words of questions that no one service answers alone. */
const askedOfAll = (): string[] => {
  const leads = [...questionCatalogue.keys()].map((name) => name.split('.')[0] ?? '');
  return [...new Set(leads)].filter((lead) => !serviceNames.some((service) => service === lead));
};

const bucketsOf = (service: ServiceName): string[] =>
  capabilityCatalogue
    .filter((capability) => capability.service === service)
    .flatMap((capability) => capability.buckets.map(({ name }) => name));

const streamOf = (prefix: string, bucket: string): string => `KV_${prefixed(prefix, bucket)}`;

/** What JetStream is asked to read a stream, by a consumer or message by message. */
const reading = (stream: string): string[] => [
  ...['CREATE', 'DURABLE.CREATE', 'MSG.NEXT', 'INFO', 'DELETE'].map(
    (does) => `$JS.API.CONSUMER.${does}.${stream}.>`,
  ),
  `$JS.API.CONSUMER.CREATE.${stream}`,
  ...[`$JS.API.STREAM.MSG.GET.${stream}`, `$JS.API.DIRECT.GET.${stream}`, `$JS.API.DIRECT.GET.${stream}.>`],
  ...[`$JS.ACK.${stream}.>`, `$JS.FC.${stream}.>`],
];

/**
 * The least that a service needs: its own events, buckets and operations, answers to questions, and reading its own
 * streams and those that it follows. It makes its own where they are missing, but changes none and takes none away:
 * a stream that is told to copy another one would be read past all of this. Nor does it empty any but the queue of
 * responses, once they are counted. Answers come to an inbox that no other service hears.
 */
export const natsPermissions = (prefix: string, service: ServiceName): NatsPermissions => {
  const { events, buckets, deadLetters } = follows[service];
  const queue = service === 'survey' ? [intakeStream(prefix)] : [];
  const ownBuckets = [...bucketsOf(service), keys].map((name) => streamOf(prefix, name));
  const setAside = deadLetterStream(prefix);
  const made = [eventStream(prefix, service), ...queue, ...ownBuckets, setAside];
  const read = [
    ...[service, ...events].map((name) => eventStream(prefix, name)),
    ...[...queue, ...ownBuckets, ...buckets.map((name) => streamOf(prefix, name))],
    ...(deadLetters ? [setAside] : []),
  ];
  // Single messages are taken out of these, and their bytes overwritten.
  const cleared = [...ownBuckets, ...(deadLetters ? [setAside] : [])];
  const all = [
    ...streamCatalogue(prefix).map(({ name }) => name),
    ...[...serviceNames.flatMap(bucketsOf), keys].map((name) => streamOf(prefix, name)),
  ];
  const operations = `${prefix}-operations.${service}.>`;
  const among = `${amongProcesses(prefix, service)}.>`;
  // Open pages are told by membership that something changed, whichever service it is of: as it is published, past no stream.
  const heard = service === 'membership' ? serviceNames.map((one) => `${prefix}.*.${one}.>`) : [];
  return {
    publish: {
      allow: [
        ...['$JS.API.INFO', ...all.map((name) => `$JS.API.STREAM.INFO.${name}`)],
        ...made.map((name) => `$JS.API.STREAM.CREATE.${name}`),
        ...read.flatMap(reading),
        ...cleared.map((name) => `$JS.API.STREAM.MSG.DELETE.${name}`),
        ...queue.map((name) => `$JS.API.STREAM.PURGE.${name}`),
        // What was set aside may be anybody's, and is published again as it was.
        service === 'notification' ? `${prefix}.>` : `${prefix}.*.${service}.>`,
        ...['_INBOX.>', `${prefix}.*.dead-letters.>`, `${prefix}.*.ask.>`, operations, among],
        ...bucketsOf(service).map((name) => `$KV.${prefixed(prefix, name)}.>`),
        `$KV.${prefixed(prefix, keys)}.${service}.>`,
        ...(service === 'survey' ? [`${prefix}.*.intake.>`] : []),
      ],
    },
    subscribe: {
      allow: [
        `_INBOX.${service}.>`,
        ...[service, ...askedOfAll()].map((lead) => `${prefix}.*.ask.${lead}.>`),
        operations,
        among,
        ...heard,
      ],
    },
  };
};
