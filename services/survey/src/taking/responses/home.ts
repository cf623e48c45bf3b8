import { bringHome, dropApart, type Reader } from '@skein/service-kit';
import { ballotMarksCollection, countBallots } from '../../asking/invitations/ballot-marks-store.ts';
import { usedLinksCollection } from '../../asking/invitations/used-links-store.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { noteAtHome, noteComingHome } from '../../asking/surveys/store.ts';
import { responsesCollection } from './store.ts';

/**
 * Writes the responses and used links of a closed survey anew, in random order, and drops what they lay in: MongoDB's
 * files keep the second of each write, and by these seconds one could be joined to the other. Of the ballots it gave out
 * only their number is kept. It may end anywhere, and is done again from the beginning.
 */
export const comeHome = async (reader: Reader, survey: SurveyRow): Promise<void> => {
  const { _id, mode, apart } = survey;
  if (mode === 'named') return;
  if (apart) {
    await noteComingHome(reader, _id);
    for (const declaration of [responsesCollection, usedLinksCollection])
      await bringHome(reader, declaration, _id);
    await noteAtHome(reader, _id, mode === 'anonymous' ? await countBallots(reader, survey) : undefined);
  }
  await dropApart(reader, [responsesCollection, usedLinksCollection, ballotMarksCollection], _id);
};
