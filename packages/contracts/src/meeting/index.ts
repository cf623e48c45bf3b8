export * from './agenda.ts';
export * from './learning-cases.ts';
export * from './meetings.ts';
export * from './minutes.ts';
export * from './notes.ts';
export * from './presence.ts';
export * from './series.ts';
export * from './workstreams.ts';
