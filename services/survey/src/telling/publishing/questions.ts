import { publicationsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { readersAmong } from '../readers/who.ts';
import { findPublication } from './store.ts';

/** For notification's letters: published results with who may read them, as long as they are not withdrawn. */
export const readerQuestions = ({ readerOf, config }: ServiceContext): AnsweredQuestion[] => [
  answer(publicationsContract.questions.readers, async ({ network, publication, people }) => {
    const reader = readerOf(network);
    const row = await findPublication(reader, publication);
    if (!row || row.withdrawnAt) return {};
    const readers = await readersAmong(reader, row, people);
    const url = `${publicUrlOf(config, network)}/results#id=${publication}`;
    return { results: { title: row.title, url, readers } };
  }),
];
