import { type ServiceName, serviceNames } from './id.ts';

/** One JetStream stream as the catalogue declares it; service-kit creates it from this, idempotently. */
export interface StreamDeclaration {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** Oldest message kept, in days; undefined keeps all. */
  readonly maxAgeDays?: number;
  /** Why it may grow, or what keeps it small. */
  readonly grows: string;
}

// Stream names allow neither dots nor spaces; a prefix other than `skein` (a test's) leads the name.
export const prefixed = (prefix: string, name: string): string =>
  prefix === 'skein' ? name : `${prefix.toUpperCase()}_${name}`;

export const eventStream = (prefix: string, service: ServiceName): string =>
  prefixed(prefix, `${service.toUpperCase()}_EVENTS`);
export const intakeStream = (prefix: string): string => prefixed(prefix, 'SURVEY_INTAKE');
export const deadLetterStream = (prefix: string): string => prefixed(prefix, 'DEAD_LETTERS');

export const intakeSubject = (prefix: string, network: string): string =>
  `${prefix}.${network}.intake.responses.v1`;
export const deadLetterSubject = (prefix: string, network: string, consumer: string): string =>
  `${prefix}.${network}.dead-letters.${consumer}`;

/** Below this, the processes of one service tell each other what none of them needs to keep; it is in no stream. */
export const amongProcesses = (prefix: string, service: ServiceName): string => `${prefix}-among.${service}`;

/** All streams of an installation. Limits retention throughout: work-queue retention can lose messages. */
export const streamCatalogue = (prefix: string): StreamDeclaration[] => [
  ...serviceNames.map((service) => ({
    name: eventStream(prefix, service),
    subjects: [`${prefix}.*.${service}.>`],
    summary: `What happened in ${service}: ids and facts, no personal data`,
    // Without `max_bytes`: at a limit it would refuse new events, and losing the oldest would lose what is rebuilt from them.
    grows: 'one message of some hundred bytes for each change; kept, since read models are built from it',
  })),
  {
    name: intakeStream(prefix),
    subjects: [intakeSubject(prefix, '*')],
    summary: 'Accepted survey responses on their way to the workers; a queue, not a history',
    maxAgeDays: 7,
    grows: 'one message for each response',
  },
  {
    name: deadLetterStream(prefix),
    subjects: [`${prefix}.*.dead-letters.>`],
    summary: 'Messages that a consumer could not apply, each with its reason',
    grows: 'none where all goes well; each stays until somebody replays or drops it',
  },
];
