export * from './dead-letters.ts';
export * from './digests.ts';
export * from './letter-archive.ts';
export * from './letters.ts';
export * from './mail-addresses.ts';
export * from './unknown-letters.ts';
