import { v7 } from 'uuid';

/** A new UUIDv7; within one process each is greater than the one before. */
export const newId = (): string => v7();

/** An id as one that was made at that moment has: what is listed by ids then stands at its time. */
export const newIdAt = (at: Date): string => v7({ msecs: at.getTime() });

/** When an id was made: a UUIDv7 begins with its moment. */
export const momentOf = (id: string): Date =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
