import { ensureBuilt } from './ensure.ts';

const began = performance.now();
const state = await ensureBuilt();
console.log(`pages: ${state}, ${Math.round(performance.now() - began)} ms`);
