import { isRefusal, type OpenText, type Refusal, refuse, textsContract } from '@skein/contracts';
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
import { type Asking, readableSurvey, refuseUnreadable } from './access.ts';
import { presentText, presentTheme } from './present.ts';
import type { TextRow, ThemeRow } from './row.ts';
import { findText, moveTheme, replaceText } from './store.ts';
import {
  countThemes,
  deleteTheme,
  findTheme,
  insertTheme,
  isNameTaken,
  replaceTheme,
} from './themes-store.ts';

const mostThemes = 200;

/** An edit of a theme, or of a text. */
type Editing<K extends 'theme' | 'text'> = Asking & {
  readonly params: { readonly [P in K]: string };
  readonly ifMatch: number;
};

const alreadyThere = (name: string) =>
  refuse('already-exists', `There is a theme “${name}”.`, ['name', 'is taken']);

const changeText = async (
  tx: Tx,
  before: TextRow,
  change: Partial<Pick<TextRow, 'themes' | 'cleared' | 'clearedBy'>>,
): Promise<OpenText> => {
  const row = { ...before, ...change, version: before.version + 1 };
  await replaceText(tx, row);
  return presentText(row);
};

/** What people make of texts: themes and their clearing. */
export const themeRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => {
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;

  const themeToEdit = async (tx: Tx, call: Editing<'theme'>): Promise<ThemeRow | Refusal> => {
    const readable = await readableSurvey(call, 'survey.run', smallestGroup);
    if (isRefusal(readable)) return readable;
    const { id, theme } = call.params;
    return toEdit(await findTheme(tx, id, theme), call.ifMatch, missing('theme', theme));
  };

  const textToEdit = async (tx: Tx, call: Editing<'text'>): Promise<TextRow | Refusal> => {
    const readable = await readableSurvey(call, 'survey.run', smallestGroup);
    if (isRefusal(readable)) return readable;
    const { id, text } = call.params;
    return toEdit(await findText(tx, id, text), call.ifMatch, missing('text', text));
  };

  return [
    write(textsContract.routes.addTheme, async ({ tx, ...call }) => {
      const readable = await readableSurvey(call, 'survey.run', smallestGroup);
      if (isRefusal(readable)) return readable;
      const { network, params, body } = call;
      const refused = refuseUnreadable(readable, params.key);
      if (refused) return refused;
      const of = { network, survey: params.id, question: params.key };
      if ((await countThemes(tx, of)) >= mostThemes)
        return refuse('conflict', `A question has ${mostThemes} themes at most.`);
      const row: ThemeRow = { _id: newId(), ...of, version: 1, name: body.name };
      if (await isNameTaken(tx, row)) return alreadyThere(row.name);
      await insertTheme(tx, row);
      return presentTheme(tx, row);
    }),

    write(textsContract.routes.renameTheme, async ({ tx, ...call }) => {
      const before = await themeToEdit(tx, call);
      if (isRefusal(before)) return before;
      const { name } = call.body;
      if (name === undefined || before.name === name) return presentTheme(tx, before);
      const row = { ...before, name, version: before.version + 1 };
      if (await isNameTaken(tx, row)) return alreadyThere(row.name);
      await replaceTheme(tx, row);
      return presentTheme(tx, row);
    }),

    write(textsContract.routes.mergeThemes, async ({ tx, ...call }) => {
      const before = await themeToEdit(tx, call);
      if (isRefusal(before)) return before;
      const { params, body } = call;
      const into = await findTheme(tx, params.id, body.into);
      if (!into || into.question !== before.question) return unknownReference('into', 'theme', body.into);
      if (into._id === before._id)
        return refuse('conflict', 'A theme is itself already.', ['into', 'is this theme']);
      await moveTheme(tx, before, before._id, into._id);
      await deleteTheme(tx, before);
      const row = { ...into, version: into.version + 1 };
      await replaceTheme(tx, row);
      return presentTheme(tx, row);
    }),

    write(textsContract.routes.setThemes, async ({ tx, ...call }) => {
      const before = await textToEdit(tx, call);
      if (isRefusal(before)) return before;
      const { params, body } = call;
      const wanted = [...new Set(body.themes)];
      for (const [index, id] of wanted.entries()) {
        const theme = await findTheme(tx, params.id, id);
        if (theme?.question !== before.question) return unknownReference(`themes.${index}`, 'theme', id);
      }
      return changeText(tx, before, { themes: wanted });
    }),

    write(textsContract.routes.clearText, async ({ tx, ...call }) => {
      const before = await textToEdit(tx, call);
      if (isRefusal(before)) return before;
      const { actor, body } = call;
      const { cleared } = body;
      return changeText(tx, before, { cleared, ...(actor && { clearedBy: actor.person }) });
    }),
  ];
};
