import { makeApart, type Tx } from '@skein/service-kit';
import { usedLinksCollection } from '../../asking/invitations/used-links-store.ts';
import type { KeptOf } from '../../asking/kept/kept.ts';
import { whereToWrite } from '../../asking/surveys/store.ts';
import type { AskedSurvey } from './decide.ts';
import { responsesCollection } from './store.ts';

/** Where responses to a survey, and the links that they came by, are stored now; there is a place for them then. */
export const placeFor = async (tx: Tx, { _id, mode }: Pick<AskedSurvey, '_id' | 'mode'>): Promise<KeptOf> => {
  if (mode === 'named') return { survey: _id, kept: 'home' };
  const of = await whereToWrite(tx, _id);
  if (of.kept === 'apart') await makeApart(tx.db, [responsesCollection, usedLinksCollection], _id);
  return of;
};
