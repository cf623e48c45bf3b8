export * from './chats.ts';
export * from './learning-cases.ts';
export * from './line-places.ts';
export * from './meetings.ts';
export * from './resources.ts';
export * from './series.ts';
export * from './workstreams.ts';
