export * from './dates.ts';
export * from './feeds.ts';
export * from './learning-cases.ts';
export * from './meetings.ts';
export * from './series.ts';
export * from './times.ts';
export * from './workstreams.ts';
