export * from './answers/index.ts';
export * from './learning-cases.ts';
export * from './meetings.ts';
export * from './series.ts';
export * from './workstreams.ts';
