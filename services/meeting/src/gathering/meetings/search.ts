import type { Actor, Found, FoundKind } from '@skein/contracts';
import { finderOf } from '@skein/contracts/words';
import { findPresentation } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import { toldOf } from '../onlookers/decide.ts';
import type { NoticeRow } from './row.ts';
import { meetingsAround } from './store.ts';

/** As many meetings are looked through on each side of now: a search is quick, however long a network is there. */
const reach = 1_000;

const foundOf = ({ _id: id, title, community, startsAt }: NoticeRow): Found => ({
  kind: 'meeting',
  id,
  title,
  community,
  at: startsAt.toISOString(),
});

const isHidden = async (reader: Reader, actor: Actor | undefined): Promise<boolean> =>
  !actor && (await findPresentation(reader))?.forVisitors.meetings === false;

/** What somebody searches for. */
export interface Sought {
  readonly actor?: Actor | undefined;
  readonly text: string;
  readonly limit: number;
}

/** What a search of the network finds of meetings: by their titles, those to come first. */
export const findMeetings = async (reader: Reader, now: Date, { actor, text, limit }: Sought) => {
  if (await isHidden(reader, actor)) return { items: [], more: [] };
  const finds = finderOf(text);
  const rows = await meetingsAround(reader, now, { of: toldOf(actor), reach });
  const found = rows.filter(({ title }) => finds(title));
  const more: FoundKind[] = found.length > limit ? ['meeting'] : [];
  return { items: found.slice(0, limit).map(foundOf), more };
};
