import { fileURLToPath } from 'node:url';

/** Folder of the page's files, for the gateway to serve. */
export const pageDirectory: string = fileURLToPath(new URL('./public', import.meta.url));
