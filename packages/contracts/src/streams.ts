import { type ServiceName, serviceNames } from './id.ts';

/** One JetStream stream as the catalogue declares it; service-kit creates it from this, idempotently. */
export interface StreamDeclaration {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** Oldest message kept, in days; undefined keeps all. */
  readonly maxAgeDays?: number;
}

/** A key-value bucket: latest value only. */
export interface BucketDeclaration {
  readonly name: string;
  readonly summary: string;
}

// Stream names allow neither dots nor spaces; a prefix other than `skein` (a test's) leads the name.
const named = (prefix: string, name: string) =>
  prefix === 'skein' ? name : `${prefix.toUpperCase()}_${name}`;

export const eventStream = (prefix: string, service: ServiceName): string =>
  named(prefix, `${service.toUpperCase()}_EVENTS`);
export const intakeStream = (prefix: string): string => named(prefix, 'SURVEY_INTAKE');
export const deadLetterStream = (prefix: string): string => named(prefix, 'DEAD_LETTERS');
export const bucketName = (
  prefix: string,
  bucket: 'MEMBERS' | 'OPEN_SURVEYS' | 'VOTE_KEYS' | 'JWKS',
): string => named(prefix, bucket);

export const intakeSubject = (prefix: string, network: string): string =>
  `${prefix}.${network}.intake.responses.v1`;
export const deadLetterSubject = (prefix: string, network: string, consumer: string): string =>
  `${prefix}.${network}.dead-letters.${consumer}`;

/** All streams of an installation. Limits retention throughout: work-queue retention can lose messages. */
export const streamCatalogue = (prefix: string): StreamDeclaration[] => [
  ...serviceNames.map((service) => ({
    name: eventStream(prefix, service),
    subjects: [`${prefix}.*.${service}.>`],
    summary: `What happened in ${service}: ids and facts, no personal data`,
  })),
  {
    name: intakeStream(prefix),
    subjects: [intakeSubject(prefix, '*')],
    summary: 'Accepted survey responses on their way to the workers; a queue, not a history',
    maxAgeDays: 7,
  },
  {
    name: deadLetterStream(prefix),
    subjects: [`${prefix}.*.dead-letters.>`],
    summary: 'Messages that a consumer could not apply, each with its reason',
  },
];

/** All buckets of an installation. */
export const bucketCatalogue = (prefix: string): BucketDeclaration[] => [
  {
    name: bucketName(prefix, 'MEMBERS'),
    summary: 'Each member as they are now; the only place names travel',
  },
  { name: bucketName(prefix, 'OPEN_SURVEYS'), summary: 'Open surveys with their versions, for the intake' },
  {
    name: bucketName(prefix, 'VOTE_KEYS'),
    summary: 'What leads from a member to their ballot, while a round is open; never to be backed up',
  },
  { name: bucketName(prefix, 'JWKS'), summary: 'The public key of each service that signs tokens' },
];
