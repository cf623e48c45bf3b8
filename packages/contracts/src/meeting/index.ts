export * from './chats.ts';
export * from './decisions.ts';
export * from './learning-cases.ts';
export * from './line-places.ts';
export * from './meetings.ts';
export * from './series.ts';
export * from './tensions.ts';
export * from './workstreams.ts';
