import { digestsContract, isRefusal, letterArchiveContract } from '@skein/contracts';
import { type Implementation, missing, read, toEdit, write } from '@skein/service-kit';
import { findDigest, listSent, replaceDigest } from '../digest/store.ts';
import { mayRead, show } from './decide.ts';
import { presentLetter, presentListed } from './present.ts';

export const archiveRoutes = (): Implementation[] => [
  read(letterArchiveContract.routes.listLetters, ({ reader, query, actor }) =>
    listSent(reader, { ...query, whose: actor ? 'members' : 'visitors' }, presentListed),
  ),

  read(letterArchiveContract.routes.readLetter, async ({ reader, params, actor }) => {
    const row = await findDigest(reader, params.id);
    return row && mayRead(row, actor) ? presentLetter(row, actor) : missing('letter', params.id);
  }),

  write(letterArchiveContract.routes.showLetter, async ({ params, body, ifMatch, actor, tx }) => {
    const before = toEdit(await findDigest(tx, params.id), ifMatch, missing('letter', params.id));
    if (isRefusal(before)) return before;
    const row = show(before, body.openly);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceDigest(tx, row);
      const { _id: digest, network, version, month } = row;
      tx.record(digestsContract.events.digestChanged, {
        network,
        subject: digest,
        version,
        data: { digest, month },
      });
    }
    return presentLetter(row, actor);
  }),
];
