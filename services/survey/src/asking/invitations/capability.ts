import type { Capability } from '@skein/service-kit';
import { ballotMarksCollection } from './ballot-marks-store.ts';
import { type Answered, endingWith } from './merge.ts';
import { marksOfTheirOwn } from './migrate.ts';
import { invitationsCollection } from './store.ts';
import { usedLinksCollection } from './used-links-store.ts';

/** Which links were answered with: what stores answers keeps them too, so each of its processes has this. */
export const usedLinks: Capability = { name: 'used-links', collections: [usedLinksCollection] };

/** Who was asked in which survey, and what becomes of that with them. */
export const invitationsErasing = (answered: Answered): Capability => ({
  name: 'invitations',
  collections: [invitationsCollection(endingWith(answered)), ballotMarksCollection],
  migrations: [marksOfTheirOwn],
});
