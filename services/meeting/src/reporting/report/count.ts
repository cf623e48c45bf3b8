import { quarterContract } from '@skein/contracts';
import type { Reader, ServiceContext } from '@skein/service-kit';
import { heldIn } from '../../gathering/meetings/store.ts';
import { countAdded } from '../../library/resources/store.ts';
import { countDecisions } from '../../working/decisions/store.ts';
import { countCases } from '../../working/learning-cases/store.ts';
import { countDone } from '../../working/workstreams/store.ts';
import type { Counted, QuarterSpan } from './decide.ts';

const countHere = async (reader: Reader, span: QuarterSpan): Promise<Counted> => {
  const held = await heldIn(reader, span.from, span.until);
  const ids = held.map(({ _id }) => _id);
  const cases = await countCases(reader, ids);
  return {
    'meetings-held': held.length,
    'communities-met': new Set(held.flatMap(({ communities }) => communities)).size,
    attendances: held.reduce((sum, { present }) => sum + present, 0),
    'steps-done': await countDone(reader, span.firstDay, span.nextDay),
    decisions: await countDecisions(reader, ids),
    'cases-told': cases.told,
    'cases-fed-back': cases.fedBack,
    'resources-added': await countAdded(reader, span.from, span.until),
    'joint-meetings': held.filter(({ communities }) => communities.length > 1).length,
  };
};

/** What was counted in each of these quarters: here, and by membership, which may be away. */
export const countIn = async (
  { ask }: Pick<ServiceContext, 'ask'>,
  reader: Reader,
  spans: readonly QuarterSpan[],
): Promise<Counted[]> => {
  const asked = spans.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() }));
  const [here, told] = await Promise.all([
    Promise.all(spans.map((span) => countHere(reader, span))),
    ask(quarterContract.questions.figures, { network: reader.network, spans: asked }),
  ]);
  return here.map((counted, place) => {
    const there = told?.spans[place];
    if (!there) return counted;
    const { newMembers, newBelongings, introductions } = there;
    return { ...counted, 'new-members': newMembers, 'new-belongings': newBelongings, introductions };
  });
};
