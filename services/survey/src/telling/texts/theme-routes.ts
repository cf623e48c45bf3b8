import { isRefusal, refuse, textsContract } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type ServiceContext,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { readableSurvey, refuseUnreadable } from './access.ts';
import {
  findText,
  findTheme,
  presentText,
  presentTheme,
  type TextRow,
  type ThemeRow,
  texts,
  themes,
} from './store.ts';

const mostThemes = 200;

const taken = ({ db, session }: Tx, { network, survey, question, name, _id }: ThemeRow) =>
  themes(db).findOne({ network, survey, question, name, _id: { $ne: _id } }, { session });

const alreadyThere = (name: string) =>
  refuse('already-exists', `There is a theme “${name}”.`, ['name', 'is taken']);

const changeText = async (
  { db, session }: Tx,
  before: TextRow,
  change: Partial<Pick<TextRow, 'themes' | 'cleared' | 'clearedBy'>>,
) => {
  const row = { ...before, ...change, version: before.version + 1 };
  await texts(db).replaceOne({ _id: before._id, network: before.network }, row, { session });
  return presentText(row);
};

/** What people make of texts: themes and their clearing. */
export const themeRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => [
  write(textsContract.routes.addTheme, async ({ tx, ...call }) => {
    const readable = await readableSurvey(context, call, 'survey.run');
    if (isRefusal(readable)) return readable;
    const { network, params, body } = call;
    const refused = refuseUnreadable(readable, params.key);
    if (refused) return refused;
    const of = { network, survey: params.id, question: params.key };
    if ((await themes(tx.db).countDocuments(of, { session: tx.session })) >= mostThemes)
      return refuse('conflict', `A question has ${mostThemes} themes at most.`);
    const row: ThemeRow = { _id: newId(), ...of, version: 1, name: body.name };
    if (await taken(tx, row)) return alreadyThere(row.name);
    await themes(tx.db).insertOne(row, { session: tx.session });
    return presentTheme(tx.db, row, tx.session);
  }),

  write(textsContract.routes.renameTheme, async ({ tx, ...call }) => {
    const readable = await readableSurvey(context, call, 'survey.run');
    if (isRefusal(readable)) return readable;
    const { network, params, body, ifMatch } = call;
    const found = await findTheme(tx, network, params.id, params.theme);
    const before = toEdit(found, ifMatch, missing('theme', params.theme));
    if (isRefusal(before)) return before;
    if (body.name === undefined || before.name === body.name) return presentTheme(tx.db, before, tx.session);
    const row = { ...before, name: body.name, version: before.version + 1 };
    if (await taken(tx, row)) return alreadyThere(row.name);
    await themes(tx.db).replaceOne({ _id: row._id, network }, row, { session: tx.session });
    return presentTheme(tx.db, row, tx.session);
  }),

  write(textsContract.routes.mergeThemes, async ({ tx, ...call }) => {
    const readable = await readableSurvey(context, call, 'survey.run');
    if (isRefusal(readable)) return readable;
    const { network, params, body, ifMatch } = call;
    const { session, db } = tx;
    const found = await findTheme(tx, network, params.id, params.theme);
    const before = toEdit(found, ifMatch, missing('theme', params.theme));
    if (isRefusal(before)) return before;
    const into = await findTheme(tx, network, params.id, body.into);
    if (!into || into.question !== before.question) return unknownReference('into', 'theme', body.into);
    if (into._id === before._id)
      return refuse('conflict', 'A theme is itself already.', ['into', 'is this theme']);
    const having = { network, survey: before.survey, question: before.question, themes: before._id };
    await texts(db).updateMany(
      having,
      { $addToSet: { themes: into._id }, $inc: { version: 1 } },
      { session },
    );
    await texts(db).updateMany(having, { $pull: { themes: before._id } }, { session });
    await themes(db).deleteOne({ _id: before._id, network }, { session });
    const row = { ...into, version: into.version + 1 };
    await themes(db).replaceOne({ _id: into._id, network }, row, { session });
    return presentTheme(db, row, session);
  }),

  write(textsContract.routes.setThemes, async ({ tx, ...call }) => {
    const readable = await readableSurvey(context, call, 'survey.run');
    if (isRefusal(readable)) return readable;
    const { network, params, body, ifMatch } = call;
    const found = await findText(tx, network, params.id, params.text);
    const before = toEdit(found, ifMatch, missing('text', params.text));
    if (isRefusal(before)) return before;
    const wanted = [...new Set(body.themes)];
    for (const [index, id] of wanted.entries()) {
      const theme = await findTheme(tx, network, params.id, id);
      if (theme?.question !== before.question) return unknownReference(`themes.${index}`, 'theme', id);
    }
    return changeText(tx, before, { themes: wanted });
  }),

  write(textsContract.routes.clearText, async ({ tx, ...call }) => {
    const readable = await readableSurvey(context, call, 'survey.run');
    if (isRefusal(readable)) return readable;
    const { network, params, body, actor, ifMatch } = call;
    const found = await findText(tx, network, params.id, params.text);
    const before = toEdit(found, ifMatch, missing('text', params.text));
    if (isRefusal(before)) return before;
    const { cleared } = body;
    const change = { cleared, ...(actor && { clearedBy: actor.person }) };
    return changeText(tx, before, change);
  }),
];
