import { createHash } from 'node:crypto';
import type { OpenText, Theme } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, showsNothing, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { linksOf } from '../../asking/invitations/join.ts';

/** A text as it was read out of a response. Nothing here leads to the response, nor to another text of its author. */
export const TextRow = z.object({
  /** `<survey>.<text id>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  question: z.string(),
  text: z.string(),
  themes: z.array(z.string()),
  cleared: z.boolean(),
  /** Who last said whether it may be published. */
  clearedBy: z.string().optional(),
  /** The reading that saw it last; a text that a later one does not see is gone. */
  readAt: z.date(),
});
export type TextRow = z.infer<typeof TextRow>;

export const ThemeRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  question: z.string(),
  name: z.string(),
});
export type ThemeRow = z.infer<typeof ThemeRow>;

/** One way only, and other for each question, so that two texts of one author are not seen to be that. */
export const textIdOf = (rowId: string, question: string): string =>
  createHash('sha256').update(`${rowId} ${question}`).digest('base64url').slice(0, 27);

/** The texts read out of a person's named responses; of others nothing leads here. */
const textsOf = async (
  db: Db,
  whose: { readonly network: string; readonly person: string },
  session?: ClientSession,
): Promise<string[]> => {
  const link = { $in: await linksOf(db, whose, session) };
  const rows = await db
    .collection<{ _id: string; survey: string; written?: string[] }>('responses')
    .find({ network: whose.network, link }, session ? { session } : {})
    .project<{ _id: string; survey: string; written?: string[] }>({ survey: 1, written: 1 })
    .toArray();
  return rows.flatMap(({ _id, survey, written = [] }) =>
    written.map((question) => `${survey}.${textIdOf(_id, question)}`),
  );
};

export const textCollections: CollectionDeclaration[] = [
  {
    name: 'open_texts',
    schema: TextRow,
    indexes: [
      { key: { network: 1, survey: 1, question: 1, _id: 1 } },
      { key: { network: 1, survey: 1, question: 1, themes: 1, _id: 1 } },
    ],
    people: holds<TextRow>({
      title: 'Your texts in named surveys, as they are read and sorted',
      at: ['clearedBy'],
      find: async (db, whose, session) => ({
        network: whose.network,
        $or: [{ clearedBy: whose.person }, { _id: { $in: await textsOf(db, whose, session) } }],
      }),
      // The text itself is shown with the answers.
      show: showsNothing,
      erase: {
        does: 'change',
        why: 'Somebody else’s text that you cleared for publication stays; that it was you is gone.',
        to: (row, person, stranger) =>
          row.clearedBy === person ? { ...row, clearedBy: stranger } : undefined,
      },
      join: { does: 'stay' },
    }),
  },
  {
    name: 'themes',
    schema: ThemeRow,
    indexes: [{ key: { network: 1, survey: 1, question: 1, name: 1 }, unique: true }],
    people: holdsNobody('what texts are sorted by'),
  },
];

export const texts = (db: Db) => db.collection<TextRow>('open_texts');
export const themes = (db: Db) => db.collection<ThemeRow>('themes');

export interface ReadText {
  readonly id: string;
  readonly text: string;
}

/** Keeps texts that were read; a text that was changed since keeps its themes, but has to be cleared anew. */
export const putTexts = async (
  db: Db,
  of: Pick<TextRow, 'network' | 'survey' | 'question'>,
  read: readonly ReadText[],
  readAt: Date,
): Promise<void> => {
  if (read.length === 0) return;
  await texts(db).bulkWrite(
    read.map(({ id, text }) => ({
      updateOne: {
        filter: { _id: `${of.survey}.${id}` },
        update: [
          {
            $set: {
              ...of,
              readAt,
              // Rises only where the text is another than it was.
              version: {
                $add: [
                  { $ifNull: ['$version', 0] },
                  { $cond: [{ $eq: ['$text', { $literal: text }] }, 0, 1] },
                ],
              },
              themes: { $ifNull: ['$themes', []] },
              cleared: { $and: [{ $ifNull: ['$cleared', false] }, { $eq: ['$text', { $literal: text }] }] },
              text: { $literal: text },
            },
          },
        ],
        upsert: true,
      },
    })),
    { ordered: false },
  );
};

/** Takes out the texts that this reading has not seen: their responses were withdrawn. */
export const dropUnread = async (
  db: Db,
  of: Pick<TextRow, 'network' | 'survey' | 'question'>,
  readAt: Date,
): Promise<void> => {
  await texts(db).deleteMany({ ...of, readAt: { $lt: readAt } });
};

export const findText = (
  { db, session }: Pick<Tx, 'db' | 'session'>,
  network: string,
  survey: string,
  id: string,
): Promise<TextRow | null> => texts(db).findOne({ _id: `${survey}.${id}`, network }, { session });

export const findTheme = (
  { db, session }: { readonly db: Db; readonly session?: ClientSession },
  network: string,
  survey: string,
  _id: string,
): Promise<ThemeRow | null> => themes(db).findOne({ _id, network, survey }, session ? { session } : {});

export const presentText = ({ _id, version, survey, text, themes: of, cleared }: TextRow): OpenText => ({
  id: _id.slice(survey.length + 1),
  version,
  text,
  themes: of,
  cleared,
});

/** A theme with how many texts have it, counted by the index. */
export const presentTheme = async (db: Db, row: ThemeRow, session?: ClientSession): Promise<Theme> => {
  const { _id: id, network, survey, question, name, version } = row;
  const having = { network, survey, question, themes: id };
  const count = await texts(db).countDocuments(having, session ? { session } : {});
  return { id, version, survey, question, name, texts: count };
};
