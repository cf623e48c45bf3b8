import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import { begin } from '../digest/decide.ts';
import type { DigestRow } from '../digest/row.ts';
import type { NotificationGround } from '../testing/ground.ts';
import { freshMonth } from '../testing/stage.ts';

/** A letter that went out and that visitors may read. */
const shown = async ({ db, network }: NotificationGround): Promise<string> => {
  const issue = { network, month: freshMonth(), title: 'News', introduction: '' };
  const row: DigestRow = { ...begin(issue, [], new Date(), newId()), status: 'sent', openly: true };
  await db.collection<DigestRow>('digests').insertOne(row);
  return row._id;
};

export const fixtures: Fixtures<NotificationGround> = {
  listLetters: { prepare: () => ({ target: {} }) },
  readLetter: { prepare: async (ground) => ({ target: {}, params: { id: await shown(ground) } }) },
  showLetter: {
    prepare: async (ground) => ({
      ...{ target: {}, params: { id: await shown(ground) }, body: { openly: false }, ifMatch: 1 },
    }),
  },
};
