import { publicationsContract } from '@skein/contracts';
import { answer, publicUrlOf, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import { findPublication } from '../store.ts';
import { readersAmong } from './store.ts';

/** For notification's letters: published results with who may read them, as long as they are not withdrawn. */
export const readerAnswers = ({ db, config }: ServiceContext): RequestAnswer[] => [
  answer(publicationsContract.questions.readers, async ({ network, publication, people }) => {
    const row = await findPublication(db, network, publication);
    if (!row || row.withdrawnAt) return {};
    const readers = await readersAmong(db, row, people);
    const url = `${publicUrlOf(config, network)}/results#id=${publication}`;
    return { results: { title: row.title, url, readers } };
  }),
];
