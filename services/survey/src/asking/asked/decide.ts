import type { AskedSurvey } from '@skein/contracts';
import { statusAt } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/row.ts';

/** What is known of one's own link: how it was used, or that the survey came without one. */
export interface OwnLink {
  readonly id: string;
  readonly used: boolean;
  readonly marked: boolean;
}

/** What somebody has given in a survey, as far as it is known of their link. */
const givenBy = (
  { mode }: SurveyRow,
  status: AskedSurvey['status'],
  link: OwnLink | undefined,
): AskedSurvey['given'] => {
  if (!link) return 'untold';
  if (mode !== 'anonymous') return link.used ? 'answer' : 'nothing';
  // Who had a ballot is forgotten once it has closed.
  if (status === 'closed') return 'untold';
  return link.marked ? 'ballot' : 'nothing';
};

/** A survey as somebody sees it whom it asks. */
export const askedSurvey = (row: SurveyRow, link: OwnLink | undefined, now: Date): AskedSurvey => {
  const status = statusAt(row, now) === 'closed' ? 'closed' : 'open';
  const closedAt = row.closedAt ?? (status === 'closed' ? row.closesAt : undefined);
  return {
    id: row._id,
    title: row.title,
    mode: row.mode,
    status,
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    ...(closedAt && { closedAt: closedAt.toISOString() }),
    ...(row.community && { community: row.community }),
    ...(link && { link: link.id }),
    given: givenBy(row, status, link),
  };
};
