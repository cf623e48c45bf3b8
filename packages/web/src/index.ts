/** What serves the pages, or renders some of them itself, needs of them. */
export { pageAddresses } from './server/addresses.ts';
export { type Assets, builtPages, type Pages } from './server/built.ts';
export { documentOf, type Framed } from './server/document.ts';
export { addAssets } from './server/keep.ts';
