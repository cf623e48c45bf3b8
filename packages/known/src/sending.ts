import { type Actor, may, type Refusal, type Right, refuse, sendingContract } from '@skein/contracts';
import { countUse, type ServiceContext } from '@skein/service-kit';

/** What one person sends in a day while membership, which counts for all services, does not answer. */
const mostUncounted = 5;

interface Spent {
  readonly allowed: boolean;
  readonly exceeded?: 'letters' | 'rounds' | undefined;
  readonly most: number;
}

/** What was counted, as a refusal where it is too much. */
export const refuseSending = ({ allowed, exceeded, most }: Spent): Refusal | undefined => {
  if (allowed) return undefined;
  if (exceeded === 'rounds')
    return refuse(
      'rate-limited',
      `You have written to communities of yours ${most} times today; go on tomorrow.`,
    );
  return refuse(
    'rate-limited',
    `Anybody sends ${most} letters a day to people outside of their communities, of whatever kind. Ask the hosts to let you send more.`,
  );
};

/** Letters that somebody is about to send. */
export interface Sending {
  readonly network: string;
  readonly actor: Actor | undefined;
  /** Who has this in the whole network sends as many as they want. */
  readonly right: Right;
  /** To people outside of their communities. */
  readonly letters: number;
  /** Letters to all of a community of theirs. */
  readonly rounds: number;
}

/** Counts letters that somebody is about to send, and refuses those that are too many. */
export const refuseLetters = async (
  { ask, db }: Pick<ServiceContext, 'ask' | 'db'>,
  { network, actor, right, letters, rounds }: Sending,
): Promise<Refusal | undefined> => {
  if (!actor || may(actor, right) || letters + rounds === 0) return undefined;
  const sender = actor.person;
  const spent = await ask(sendingContract.questions.spend, { network, sender, letters, rounds });
  if (spent) return refuseSending(spent);
  if (letters)
    return refuse('unavailable', 'How many letters you have sent could not be counted; try again shortly.');
  return countUse(db, 'letters-uncounted', `${network} ${sender}`, mostUncounted, 24 * 60 * 60);
};
