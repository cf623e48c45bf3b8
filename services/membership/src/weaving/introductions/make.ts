import { type Actor, introductionsContract, isRefusal, type Refusal } from '@skein/contracts';
import { newId, type ServiceContext, type Tx } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { dayIn } from '../../core/reminders/decide.ts';
import { refuseLetters } from '../../core/sending/spend.ts';
import { checkWeaving, introduce, weeksOn } from './decide.ts';
import { whomToIntroduce } from './making.ts';
import type { IntroductionRow } from './row.ts';
import { putIntroduction } from './store.ts';

interface Weaving {
  readonly people?: readonly string[] | undefined;
  readonly communities?: readonly string[] | undefined;
  readonly community?: string | undefined;
  readonly reason: string;
  readonly followUpWeeks?: number;
}

interface Call {
  readonly network: string;
  readonly actor: Actor | undefined;
  readonly now: Date;
  readonly tx: Tx;
}

/** How long after an introduction the weaver is asked what came of it, unless they say. */
const usualWeeks = 6;

/** Introduces members or communities, of which each is asked by letter; whether the actor may is checked before. */
export const makeIntroduction = async (
  context: ServiceContext<MembershipConfig>,
  { network, actor, now, tx }: Call,
  { people, communities, community, reason, followUpWeeks = usualWeeks }: Weaving,
): Promise<IntroductionRow | Refusal> => {
  const by = actor?.person ?? '';
  const refused = checkWeaving({ people, communities }, by);
  if (refused) return refused;
  const introduced = await whomToIntroduce(tx, by, { people, communities, community });
  if (isRefusal(introduced)) return introduced;
  // Counted whatever becomes of the request.
  const limited = await refuseLetters(context, {
    ...{ network, actor, right: 'bridge.weave' },
    letters: introduced.length,
  });
  if (limited) return limited;
  const followUpOn = weeksOn(dayIn(context.config.SKEIN_TIME_ZONE, now), followUpWeeks);
  const making = { network, by, reason, community, communities, followUpOn };
  const row = introduce(making, introduced, now, newId());
  await putIntroduction(tx, row);
  const ids = introduced.map(({ person }) => person);
  for (const id of ids) tx.concerned.add(id);
  tx.record(introductionsContract.events.introductionMade, {
    ...{ network, subject: row._id, version: 1 },
    data: { introduction: row._id, by, people: ids },
  });
  return row;
};
