import { createHash } from 'node:crypto';

/**
 * The check-out's survey id: a UUIDv7 that follows from the meeting's id, so that however often a meeting is said to
 * have closed, it has one check-out.
 */
export const checkOutId = (meeting: string): string => {
  const hash = createHash('sha256').update(`check-out ${meeting}`).digest('hex');
  return `${meeting.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
};
