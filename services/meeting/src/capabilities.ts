// What meeting can do, one line each, in no order that matters.
export { belonging, presentation } from '@skein/known';
export { chats } from './bringing/chats/capability.ts';
export { agenda } from './gathering/agenda/capability.ts';
export { answers } from './gathering/answers/capability.ts';
export { dates } from './gathering/dates/capability.ts';
export { feeds } from './gathering/feeds/capability.ts';
export { meetings } from './gathering/meetings/capability.ts';
export { notes } from './gathering/notes/capability.ts';
export { presence } from './gathering/presence/capability.ts';
export { series } from './gathering/series/capability.ts';
export { minutes } from './recording/minutes/capability.ts';
export { decisions } from './working/decisions/capability.ts';
export { finding } from './working/finding/capability.ts';
export { learningCases } from './working/learning-cases/capability.ts';
export { tensions } from './working/tensions/capability.ts';
export { workstreams } from './working/workstreams/capability.ts';
