import { type Refusal, refuse, type TensionOutcome } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { TensionRow } from './row.ts';

type Moment = TensionRow['history'][number];
type Told = Pick<TensionRow, 'title' | 'wouldHelp' | 'meeting'>;

/** Who does it, when, and what they say of it. */
export interface Deed {
  readonly by: string;
  readonly now: Date;
  readonly word?: string | undefined;
}

/** As much of its history is kept with a tension: how it was raised, and what was done last. */
const mostMoments = 100;

const remember = ({ history }: TensionRow, moment: Moment): Moment[] =>
  history.length < mostMoments ? [...history, moment] : [...history.slice(0, 1), ...history.slice(2), moment];

const momentOf = ({ by, now, word }: Deed, rest: Pick<Moment, 'did' | 'outcome'>): Moment => ({
  ...{ at: now, by },
  ...rest,
  ...(word && { word }),
});

export const raiseTension = (
  told: Told,
  raisedBy: string,
  { by, now }: Deed,
  place: Pick<TensionRow, '_id' | 'network' | 'community'>,
): TensionRow => ({
  ...place,
  version: 1,
  ...told,
  raisedBy,
  raisedAt: now,
  status: 'open',
  history: [{ at: now, by, did: 'raised' }],
});

const refuseDealtWith = ({ status }: TensionRow): Refusal | undefined => {
  if (status === 'open') return undefined;
  const how = status === 'processed' ? 'has been dealt with' : 'is no longer one';
  return refuse('closed', `This tension ${how}. Open it again if it is still one.`);
};

export const changeTension = (
  before: TensionRow,
  sent: Sent<Told>,
  deed: Deed,
): Changed<TensionRow> | Refusal => {
  const refused = refuseDealtWith(before);
  if (refused) return refused;
  const changed = withChanges(before, sent);
  if (changed.fields.length === 0) return changed;
  const history = remember(before, momentOf(deed, { did: 'changed' }));
  return { ...changed, row: { ...changed.row, history } };
};

/** Deals with a tension: `outcome` is what became of it. */
export const processTension = (
  before: TensionRow,
  outcome: TensionOutcome,
  meeting: string | undefined,
  deed: Deed,
): TensionRow | Refusal =>
  refuseDealtWith(before) ?? {
    ...before,
    version: before.version + 1,
    status: outcome.kind === 'none' ? 'dropped' : 'processed',
    outcome,
    ...(meeting !== undefined && { meeting }),
    history: remember(before, momentOf(deed, { did: 'processed', outcome })),
  };

export const withdrawTension = (before: TensionRow, deed: Deed): TensionRow | Refusal =>
  refuseDealtWith(before) ?? {
    ...before,
    version: before.version + 1,
    status: 'dropped',
    outcome: { kind: 'none' },
    history: remember(before, momentOf(deed, { did: 'withdrawn' })),
  };

export const reopenTension = (before: TensionRow, deed: Deed): TensionRow | Refusal => {
  if (before.status === 'open') return refuse('conflict', 'This tension is open already.');
  const { outcome: _, ...row } = before;
  const history = remember(before, momentOf(deed, { did: 'reopened' }));
  return { ...row, version: before.version + 1, status: 'open', history };
};

/** A tension without what an erased person wrote in it; one that nobody dealt with goes with them. */
export const withoutPerson = (row: TensionRow, person: string): TensionRow | undefined => {
  const history = row.history.map((moment) => {
    if (moment.by !== person) return moment;
    const { by: _, word: __, ...rest } = moment;
    return rest;
  });
  if (row.raisedBy !== person) return { ...row, history };
  if (row.status !== 'processed') return undefined;
  const { raisedBy: _, ...rest } = row;
  return { ...rest, title: 'A tension', wouldHelp: '', history };
};
