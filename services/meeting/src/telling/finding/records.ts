import { type Actor, type Found, type FoundKind, may } from '@skein/contracts';
import { finderOf } from '@skein/contracts/words';
import type { Reader } from '@skein/service-kit';
import type { Sought } from '../../gathering/meetings/search.ts';
import { attendedAmong } from '../../gathering/meetings/store.ts';
import { lastDecisions } from '../../working/decisions/store.ts';
import { maySee } from '../../working/learning-cases/decide.ts';
import { lastLearningCases } from '../../working/learning-cases/store.ts';
import { lastOpenTensions } from '../../working/tensions/store.ts';

/** As many of each kind are looked through, the last ones: a search is quick, however long a network is there. */
const reach = 1_000;

/** The communities whose records somebody reads. */
const readOf = (actor: Actor): 'all' | string[] =>
  may(actor, 'meeting.read')
    ? 'all'
    : Object.keys(actor.communities).filter((community) => may(actor, 'meeting.read', { community }));

interface Record {
  readonly _id: string;
  readonly community: string;
}

const foundAs =
  <T extends Record>(kind: FoundKind, titleOf: (row: T) => string) =>
  (row: T): Found => ({ kind, id: row._id, title: titleOf(row), community: row.community });

/** Of these cases those that whoever searches may see. */
const seenBy = async (
  reader: Reader,
  actor: Actor,
  rows: Awaited<ReturnType<typeof lastLearningCases>>,
): Promise<typeof rows> => {
  const kept = rows.filter(({ scope }) => scope === 'meeting').map(({ meeting }) => meeting);
  const attended = new Set(kept.length ? await attendedAmong(reader, kept, actor.person) : []);
  return rows.filter((row) => maySee(row, actor, attended.has(row.meeting)));
};

/** What a search finds of what came out of meetings, for those who read it: the newest of each kind first. */
export const findRecords = async (reader: Reader, { actor, text, limit }: Sought) => {
  const of = actor ? readOf(actor) : [];
  if (!actor || of.length === 0) return { items: [], more: [] };
  const finds = finderOf(text);
  const [decisions, cases, tensions] = await Promise.all([
    lastDecisions(reader, of, reach),
    lastLearningCases(reader, of, reach),
    lastOpenTensions(reader, of, reach),
  ]);
  const named = cases.filter(({ title }) => finds(title));
  const kinds = [
    decisions.filter(({ what }) => finds(what)).map(foundAs('decision', ({ what }) => what)),
    (await seenBy(reader, actor, named)).map(foundAs('case', ({ title }) => title)),
    tensions.filter(({ title }) => finds(title)).map(foundAs('tension', ({ title }) => title)),
  ];
  return {
    items: kinds.flatMap((found) => found.slice(0, limit)),
    more: kinds.flatMap((found): FoundKind[] => (found[0] && found.length > limit ? [found[0].kind] : [])),
  };
};
