// What meeting can do, one line each, in no order that matters.
export { belonging } from '@skein/known';
export { learningCases } from './learning-cases/capability.ts';
export { meetings } from './meetings/capability.ts';
export { series } from './series/capability.ts';
export { workstreams } from './workstreams/capability.ts';
