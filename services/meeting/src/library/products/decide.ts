import {
  type Actor,
  type KnowledgeProductBody,
  type KnowledgeProductState,
  may,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { refuseRepeated, refuseStrangers } from '../../gathering/people/decide.ts';
import type { ProductRow } from './row.ts';

type Told = KnowledgeProductBody;

/** What is known when it is written down: who is no member, and what of its links a community has. */
export interface Known {
  readonly strangers: readonly string[];
  readonly cases: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
}

const refuseLinks = (field: 'cases' | 'resources', ids: readonly string[], known: ReadonlySet<string>) => {
  const place = ids.findIndex((id) => !known.has(id));
  const detail =
    field === 'cases'
      ? 'It stands on learning cases that all of its community read.'
      : 'It is of what is in the library of its community.';
  return place < 0
    ? undefined
    : refuse('unknown-reference', detail, [`${field}.${place}`, 'is not among these']);
};

export const refuseUnfit = (
  { authors = [], cases = [], resources = [] }: Sent<Told>,
  known: Known,
): Refusal | undefined =>
  refuseRepeated({ authors }) ??
  refuseStrangers({ authors }, known.strangers) ??
  refuseLinks('cases', cases, known.cases) ??
  refuseLinks('resources', resources, known.resources);

/** Begins it as a draft; who begins it is its author where nobody is named. */
export const begin = (
  told: Told,
  place: Pick<ProductRow, '_id' | 'network' | 'community'>,
  { by, now }: { readonly by: string | undefined; readonly now: Date },
): ProductRow => {
  const authors = told.authors.length || !by ? told.authors : [by];
  return { ...place, version: 1, ...told, authors, state: 'draft', begunAt: now };
};

/** Whether somebody finds it: what is published, everybody; else those of its community. */
export const maySee = ({ community, state }: ProductRow, actor: Actor | undefined): boolean =>
  actor !== undefined && (state === 'published' || may(actor, 'library.read', { community }));

/** Whether somebody may change it: its authors until it is published, and those who run the community. */
export const mayChange = ({ community, authors, state }: ProductRow, actor: Actor | undefined): boolean => {
  if (may(actor, 'library.tidy', { community })) return true;
  const isAuthor = actor !== undefined && authors.includes(actor.person);
  return isAuthor && state !== 'published' && may(actor, 'library.add', { community });
};

const asDraft = ({ reviewedBy: _, reviewedAt: __, publishedAt: ___, ...row }: ProductRow): ProductRow => ({
  ...row,
  state: 'draft',
});

/** Changes what it says; what somebody reviewed was said otherwise, so it is a draft again. */
export const change = (before: ProductRow, sent: Sent<Told>): Changed<ProductRow> => {
  const changed = withChanges(before, sent);
  const lapses = changed.fields.length > 0 && before.state === 'reviewed';
  return lapses ? { ...changed, row: asDraft(changed.row) } : changed;
};

const refuseReview = ({ community, authors, state }: ProductRow, actor: Actor): Refusal | undefined => {
  if (state !== 'draft') return refuse('conflict', `It is ${state} already; only a draft is reviewed.`);
  if (!may(actor, 'library.add', { community }))
    return refuse('forbidden', 'Those of its community review it.');
  return authors.includes(actor.person)
    ? refuse('forbidden', 'Somebody reviews it who is none of its authors.')
    : undefined;
};

const refusePublishing = ({ community, state }: ProductRow, actor: Actor): Refusal | undefined => {
  if (!may(actor, 'library.tidy', { community }))
    return refuse('forbidden', 'Those who run its community publish it.');
  return state === 'reviewed'
    ? undefined
    : refuse(
        'conflict',
        state === 'draft' ? 'Somebody has to review it before it is published.' : 'It is published already.',
      );
};

/** Moves it on: a draft is reviewed, what is reviewed is published, and either can be a draft again. */
export const move = (
  before: ProductRow,
  state: KnowledgeProductState,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): ProductRow | Refusal => {
  const version = before.version + 1;
  if (state === 'draft') {
    if (!mayChange(before, actor))
      return refuse('forbidden', 'Its authors make it a draft again, and those who run its community.');
    return before.state === 'draft'
      ? refuse('conflict', 'It is a draft already.')
      : { ...asDraft(before), version };
  }
  if (state === 'reviewed')
    return (
      refuseReview(before, actor) ?? { ...before, version, state, reviewedBy: actor.person, reviewedAt: now }
    );
  return refusePublishing(before, actor) ?? { ...before, version, state, publishedAt: now };
};
