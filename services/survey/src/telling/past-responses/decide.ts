import { type pastResponsesContract, type Refusal, refuse } from '@skein/contracts';
import type { z } from 'zod';
import type { SurveyRow } from '../../asking/surveys/row.ts';

export type Bringing = z.output<typeof pastResponsesContract.routes.bringInResponses.body>;

/** What speaks against bringing this in, whatever is in its rows. */
export const faultOf = (
  { opensAt, closedAt }: Pick<Bringing, 'opensAt' | 'closedAt'>,
  now: Date,
): Refusal | undefined => {
  if (new Date(closedAt) > now)
    return refuse('invalid-request', 'These are responses of a survey that is over.', [
      'closedAt',
      'lies in the future',
    ]);
  if (new Date(opensAt) >= new Date(closedAt))
    return refuse('invalid-request', 'A survey closes after it opens.', [
      'opensAt',
      'is not before it closed',
    ]);
  return undefined;
};

/** What speaks against bringing these rows in. */
export const rowsFault = (
  rows: { readonly good: number; readonly bad: number },
  goodRowsOnly: boolean,
): Refusal | undefined => {
  if (rows.good === 0) return refuse('conflict', 'No row of the file is good.', ['file', 'has no good row']);
  if (rows.bad === 0 || goodRowsOnly) return undefined;
  const many = rows.bad === 1 ? 'One row is' : `${rows.bad} rows are`;
  return refuse(
    'conflict',
    `${many} not good, and nothing was brought in: mend the file, or bring in the good rows only.`,
    ['goodRowsOnly', 'says that bad rows are left out'],
  );
};

interface Facts {
  readonly _id: string;
  readonly network: string;
  readonly number: number;
  readonly digest: string;
}

/** The closed survey that the responses are of. It asked nobody here, and has no keys, links or addresses. */
export const pastSurvey = (bringing: Bringing, { _id, network, number, digest }: Facts): SurveyRow => {
  const { instrument, title, mode, community } = bringing;
  const closed = new Date(bringing.closedAt);
  return {
    _id,
    network,
    version: 1,
    instrument,
    instrumentVersion: number,
    title,
    mode,
    audience: { kind: 'past' },
    invited: 0,
    status: 'closed',
    opensAt: new Date(bringing.opensAt),
    closesAt: closed,
    closedAt: closed,
    past: { digest },
    ...(community && { community }),
  };
};
