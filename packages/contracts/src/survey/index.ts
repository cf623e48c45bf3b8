export * from './events.ts';
export * from './instruments.ts';
export * from './questions.ts';
export * from './responses.ts';
export * from './surveys.ts';
