import { declareCollection, holds, rowsIn, showsNothing } from '@skein/service-kit';
import { DismissedRow } from './row.ts';

const dismissedDuplicatesCollection = declareCollection({
  name: 'dismissed_duplicates',
  schema: DismissedRow,
  indexes: [{ key: { network: 1, people: 1 } }],
  people: holds<DismissedRow>({
    title: 'That you are not somebody else',
    at: ['people'],
    show: showsNothing,
    erase: { does: 'remove' },
    join: { does: 'remove' },
  }),
});

export const duplicateCollections = [dismissedDuplicatesCollection];

export const dismissedIn = rowsIn(dismissedDuplicatesCollection);
