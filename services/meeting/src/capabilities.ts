// What meeting can do, one line each, in no order that matters.
export { belonging, presentation } from '@skein/known';
export { chats } from './bringing/chats/capability.ts';
export { past } from './bringing/past/capability.ts';
export { answers } from './gathering/answers/capability.ts';
export { dates } from './gathering/dates/capability.ts';
export { feeds } from './gathering/feeds/capability.ts';
export { meetings } from './gathering/meetings/capability.ts';
export { series } from './gathering/series/capability.ts';
export { resources } from './library/resources/capability.ts';
export { decisions } from './working/decisions/capability.ts';
export { finding } from './working/finding/capability.ts';
export { learningCases } from './working/learning-cases/capability.ts';
export { preparations } from './working/preparations/capability.ts';
export { tensions } from './working/tensions/capability.ts';
export { workstreams } from './working/workstreams/capability.ts';
