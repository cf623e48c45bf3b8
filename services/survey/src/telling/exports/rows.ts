import type { Reader, ServiceContext } from '@skein/service-kit';
import { peopleOfLinks } from '../../asking/invitations/store.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { doneUpTo } from '../../taking/queue/progress.ts';
import { placeBelow } from '../../taking/responses/place.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import { responsesAfter, responsesInOrder } from '../../taking/responses/store.ts';

const atOnce = 500;

type Queue = Pick<ServiceContext, 'nats' | 'config'>;

/**
 * Below which place all that there is of named responses is stored: workers may store a later one first. Of others none
 * has a place that tells when it came.
 */
const wholeBelow = async (queue: Queue, { mode }: SurveyRow): Promise<string | undefined> =>
  mode === 'named' ? placeBelow((await doneUpTo(queue)) ?? 0) : undefined;

/** One page of responses in the order of their places. */
export const pageOfResponses = async (
  queue: Queue,
  reader: Reader,
  survey: SurveyRow,
  after: string,
  limit: number,
): Promise<{ rows: ResponseRow[]; more: boolean }> => {
  const below = await wholeBelow(queue, survey);
  const found = await responsesAfter(reader, survey._id, { after, below, limit: limit + 1 });
  return { rows: found.slice(0, limit), more: found.length > limit };
};

/** All responses, some at a time. */
export async function* allResponses(
  queue: Queue,
  reader: Reader,
  survey: SurveyRow,
): AsyncGenerator<ResponseRow[]> {
  yield* responsesInOrder(reader, survey._id, { below: await wholeBelow(queue, survey), atOnce });
}

/** Who answered by each of these responses' links. */
export const peopleOf = (reader: Reader, rows: readonly ResponseRow[]): Promise<Map<string, string>> =>
  peopleOfLinks(
    reader,
    rows.flatMap(({ link }) => link ?? []),
  );
