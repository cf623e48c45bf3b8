import { v7 } from 'uuid';

/** A new UUIDv7; within one process each is greater than the one before. */
export const newId = (): string => v7();
