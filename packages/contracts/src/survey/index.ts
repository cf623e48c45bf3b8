export * from './ballots.ts';
export * from './events.ts';
export * from './instruments.ts';
export * from './questions.ts';
export * from './responses.ts';
export * from './surveys.ts';
export * from './vote-events.ts';
export * from './votes.ts';
