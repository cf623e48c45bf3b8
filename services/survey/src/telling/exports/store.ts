import { intakeStream } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { Filter } from 'mongodb';
import type { InvitationRow } from '../../asking/invitations/store.ts';
import type { SurveyRow } from '../../asking/surveys/store.ts';
import { responsesConsumer } from '../../taking/responses/consume.ts';
import { placeBelow } from '../../taking/responses/place.ts';
import type { ResponseRow } from '../../taking/responses/store.ts';

const atOnce = 500;
const noSuchConsumer = 10014;

/** Below which place all that there is of named responses is stored: workers may store a later one first. */
const wholeBelow = async ({ nats, config }: Pick<ServiceContext, 'nats' | 'config'>): Promise<string> => {
  try {
    const info = await nats.jsm.consumers.info(intakeStream(config.SKEIN_PREFIX), responsesConsumer);
    return placeBelow(info.ack_floor.stream_seq);
  } catch (error) {
    if ((error as { code?: number }).code === noSuchConsumer) return placeBelow(0);
    throw error;
  }
};

/** The responses of a survey, all that have a place before any that may still be on its way. */
const filterFor = async (
  context: Pick<ServiceContext, 'nats' | 'config'>,
  { _id, network, mode }: SurveyRow,
): Promise<Filter<ResponseRow>> => ({
  network,
  survey: _id,
  ...(mode === 'named' && { place: { $not: { $gte: await wholeBelow(context) } } }),
});

/** One page of responses in the order of their places. */
export const pageOfResponses = async (
  context: Pick<ServiceContext, 'db' | 'nats' | 'config'>,
  survey: SurveyRow,
  after: string,
  limit: number,
): Promise<{ rows: ResponseRow[]; more: boolean }> => {
  const filter = await filterFor(context, survey);
  const found = await context.db
    .collection<ResponseRow>('responses')
    .find({ $and: [filter, { place: { $gt: after } }] })
    .sort({ place: 1 })
    .limit(limit + 1)
    .toArray();
  return { rows: found.slice(0, limit), more: found.length > limit };
};

/** All responses, some at a time. */
export async function* allResponses(
  context: Pick<ServiceContext, 'db' | 'nats' | 'config'>,
  survey: SurveyRow,
): AsyncGenerator<ResponseRow[]> {
  const cursor = context.db
    .collection<ResponseRow>('responses')
    .find(await filterFor(context, survey), { batchSize: atOnce })
    .sort({ place: 1 });
  try {
    let rows: ResponseRow[] = [];
    for await (const row of cursor) {
      rows.push(row);
      if (rows.length < atOnce) continue;
      yield rows;
      rows = [];
    }
    if (rows.length) yield rows;
  } finally {
    await cursor.close();
  }
}

/** Who answered by each of these links. */
export const peopleOf = async (
  { db }: Pick<ServiceContext, 'db'>,
  network: string,
  rows: readonly ResponseRow[],
): Promise<Map<string, string>> => {
  const links = rows.flatMap(({ link }) => link ?? []);
  if (links.length === 0) return new Map();
  const found = await db
    .collection<InvitationRow>('invitations')
    .find({ network, _id: { $in: links } }, { projection: { person: 1 } })
    .toArray();
  return new Map(found.map(({ _id, person }) => [_id, person]));
};
