import { type Actor, may, type Refusal, refuse } from '@skein/contracts';
import { normalised, waysToFind } from '@skein/contracts/words';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { ResourceRow } from './row.ts';

type Told = Pick<ResourceRow, 'title' | 'about' | 'tags' | 'audience'> & {
  readonly text?: string | undefined;
  readonly file?: ResourceRow['file'];
};

/** As many words of one are found. */
const mostWords = 2_000;

/** Each tag once, however it is written; the first way counts. */
export const tidyTags = (tags: readonly string[]): string[] =>
  [...new Map([...tags].reverse().map((tag) => [normalised(tag), tag])).values()].reverse();

/** What it is found by. */
const foundBy = ({ title, about, tags, text = '', file }: Told) => ({
  words: waysToFind([title, about, ...tags, file?.name ?? '', text].join(' ')).slice(0, mostWords),
  tagKeys: tags.map(normalised),
});

interface Added extends Told {
  readonly community?: string | undefined;
  readonly url?: string | undefined;
  readonly meeting?: string | undefined;
}

interface Adding {
  readonly network: string;
  readonly id: string;
  readonly by: string | undefined;
  readonly now: Date;
}

/** Puts a link or a text into the library: one of the two. What is nobody’s community’s is everybody’s. */
export const addResource = (given: Added, { network, id, by, now }: Adding): ResourceRow | Refusal => {
  const { url, text, community, meeting, ...told } = given;
  if ((url === undefined) === (text === undefined))
    return refuse('invalid-request', 'A link has an address, a text has its text: send one of the two.', [
      url === undefined ? 'url' : 'text',
      url === undefined ? 'is missing' : 'goes without an address',
    ]);
  const tags = tidyTags(told.tags);
  return {
    ...{ _id: id, network, version: 1, ...told, tags, addedAt: now },
    ...(community && { community }),
    audience: community ? told.audience : 'network',
    ...(url !== undefined && { kind: 'link' as const, url, key: new URL(url).href }),
    ...(text !== undefined && { kind: 'text' as const, text, key: id }),
    ...(meeting && { meeting }),
    ...(by && { addedBy: by }),
    ...foundBy({ ...told, tags, text }),
  } as ResourceRow;
};

/** Puts a file into the library, of which one library has each once. */
export const addFile = (
  given: Omit<Added, 'url' | 'text'> & { readonly file: NonNullable<ResourceRow['file']> },
  { network, id, by, now }: Adding,
): ResourceRow => {
  const { community, meeting, file, ...told } = given;
  return {
    ...{
      _id: id,
      network,
      version: 1,
      kind: 'file',
      ...told,
      file,
      addedAt: now,
      key: `file ${file.digest}`,
    },
    ...(community && { community }),
    audience: community ? told.audience : 'network',
    ...(meeting && { meeting }),
    ...(by && { addedBy: by }),
    ...foundBy({ ...told, file }),
  };
};

/** Whether somebody finds it. */
export const maySee = ({ community, audience }: ResourceRow, actor: Actor | undefined): boolean =>
  actor !== undefined && (audience === 'network' || may(actor, 'library.read', { community }));

/** Whether somebody may change it, or take it out: who put it there, and those who run its community or the network. */
export const mayChange = ({ community, addedBy }: ResourceRow, actor: Actor | undefined): boolean => {
  if (may(actor, 'library.tidy', { community })) return true;
  return actor !== undefined && addedBy === actor.person && may(actor, 'library.add', { community });
};

export const changeResource = (before: ResourceRow, sent: Sent<Told>): Changed<ResourceRow> | Refusal => {
  if (sent.text !== undefined && before.kind !== 'text')
    return refuse('invalid-request', `A ${before.kind} has no text of its own.`, [
      'text',
      'goes with a text alone',
    ]);
  const tags = sent.tags && tidyTags(sent.tags);
  const changed = withChanges(before, {
    ...sent,
    ...(tags && { tags }),
    ...(before.community === undefined && { audience: 'network' as const }),
  });
  return { ...changed, row: { ...changed.row, ...foundBy(changed.row) } };
};

/** The row with one of its tags called otherwise. */
export const renameTag = (row: ResourceRow, from: string, to: string): ResourceRow => {
  const tags = tidyTags(row.tags.map((tag) => (normalised(tag) === normalised(from) ? to : tag)));
  return { ...row, tags, version: row.version + 1, ...foundBy({ ...row, tags }) };
};
