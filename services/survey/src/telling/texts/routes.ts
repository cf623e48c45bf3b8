import { isRefusal, type TextReading, textsContract } from '@skein/contracts';
import {
  type Implementation,
  type Order,
  read,
  readPage,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { askPass, findPass, type PassRow, passId } from '../passes/store.ts';
import { readableSurvey, refuseUnreadable } from './access.ts';
import { ofTexts } from './read.ts';
import { presentText, presentTheme, texts, themes } from './store.ts';

const order: Order = [['_id', 1]];

const readingOf = (pass: PassRow | null): TextReading => {
  if (!pass) return { state: 'none' };
  const { state, counted, at } = pass;
  return {
    state: state === 'ready' ? 'ready' : 'reading',
    ...(at && { asOf: at.toISOString() }),
    ...(counted && {
      texts: counted.responses,
      words: counted.cells.map(({ row: word, count }) => ({ word, count })),
    }),
  };
};

const literally = (search: string): string => search.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

export const textRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { db } = context;
  return [
    write(textsContract.routes.readOpenTexts, async ({ tx, ...call }) => {
      const readable = await readableSurvey(context, call, 'survey.results');
      if (isRefusal(readable)) return readable;
      const { key } = call.params;
      const refused = refuseUnreadable(readable, key);
      if (refused) return refused;
      const { survey, answered } = readable;
      const wanted = { network: survey.network, survey: survey._id, rows: ofTexts, columns: key };
      return readingOf(await askPass(tx, { ...wanted, upTo: answered(key) }));
    }),

    read(textsContract.routes.readWords, async (call) => {
      const readable = await readableSurvey(context, call, 'survey.results');
      if (isRefusal(readable)) return readable;
      const { id, key } = call.params;
      const refused = refuseUnreadable(readable, key);
      return refused ?? readingOf(await findPass(db, call.network, passId(id, ofTexts, key)));
    }),

    read(textsContract.routes.listTexts, async (call) => {
      const readable = await readableSurvey(context, call, 'survey.results');
      if (isRefusal(readable)) return readable;
      const { params, query, network } = call;
      const refused = refuseUnreadable(readable, params.key);
      if (refused) return refused;
      const { search, theme } = query;
      const filter = {
        network,
        survey: params.id,
        question: params.key,
        ...(theme && { themes: theme }),
        ...(search && { text: { $regex: literally(search), $options: 'i' } }),
      };
      return readPage(texts(db), filter, order, query, presentText);
    }),

    read(textsContract.routes.listThemes, async (call) => {
      const readable = await readableSurvey(context, call, 'survey.results');
      if (isRefusal(readable)) return readable;
      const { params, network } = call;
      const refused = refuseUnreadable(readable, params.key);
      if (refused) return refused;
      const rows = await themes(db)
        .find({ network, survey: params.id, question: params.key })
        .sort({ name: 1 })
        .toArray();
      return { items: await Promise.all(rows.map((row) => presentTheme(db, row))) };
    }),
  ];
};
