import { isRefusal, type TextReading, textsContract } from '@skein/contracts';
import { type Implementation, read, type ServiceContext, write } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { ofTexts } from '../counts/decide.ts';
import type { CountRow } from '../counts/row.ts';
import { askCount, countId, findCount } from '../counts/store.ts';
import { readableSurvey, refuseUnreadable } from './access.ts';
import { presentText, presentTheme } from './present.ts';
import { listTexts } from './store.ts';
import { themesOf } from './themes-store.ts';

const readingOf = (asked: CountRow | null): TextReading => {
  if (!asked) return { state: 'none' };
  const { state, counted, at } = asked;
  return {
    state: state === 'ready' ? 'ready' : 'reading',
    ...(at && { asOf: at.toISOString() }),
    ...(counted && {
      texts: counted.responses,
      words: counted.cells.map(({ row: word, count }) => ({ word, count })),
    }),
  };
};

export const textRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => {
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;
  return [
    write(textsContract.routes.readOpenTexts, async ({ tx, ...call }) => {
      const readable = await readableSurvey(call, 'survey.results', smallestGroup);
      if (isRefusal(readable)) return readable;
      const { key } = call.params;
      const refused = refuseUnreadable(readable, key);
      if (refused) return refused;
      const { survey, answered } = readable;
      const wanted = { survey: survey._id, rows: ofTexts, columns: key, upTo: answered(key) };
      return readingOf(await askCount(tx, wanted));
    }),

    read(textsContract.routes.readWords, async (call) => {
      const readable = await readableSurvey(call, 'survey.results', smallestGroup);
      if (isRefusal(readable)) return readable;
      const { id, key } = call.params;
      const refused = refuseUnreadable(readable, key);
      return refused ?? readingOf(await findCount(call.reader, countId(id, ofTexts, key)));
    }),

    read(textsContract.routes.listTexts, async (call) => {
      const readable = await readableSurvey(call, 'survey.results', smallestGroup);
      if (isRefusal(readable)) return readable;
      const { params, query, reader } = call;
      const refused = refuseUnreadable(readable, params.key);
      if (refused) return refused;
      return listTexts(reader, { survey: params.id, question: params.key }, query, presentText);
    }),

    read(textsContract.routes.listThemes, async (call) => {
      const readable = await readableSurvey(call, 'survey.results', smallestGroup);
      if (isRefusal(readable)) return readable;
      const { params, reader } = call;
      const refused = refuseUnreadable(readable, params.key);
      if (refused) return refused;
      const rows = await themesOf(reader, { survey: params.id, question: params.key });
      return { items: await Promise.all(rows.map((row) => presentTheme(reader, row))) };
    }),
  ];
};
