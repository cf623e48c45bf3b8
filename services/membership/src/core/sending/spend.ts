import { type Actor, may, type Refusal, type Right } from '@skein/contracts';
import { refuseSending } from '@skein/known';
import { countedUse, type ServiceContext, uncountUse } from '@skein/service-kit';
import { mostRounds } from './decide.ts';
import type { SendingSettings } from './settings.ts';
import { takeGranted } from './store.ts';

const day = 24 * 60 * 60;

export interface Spending {
  readonly network: string;
  readonly sender: string;
  readonly letters: number;
  readonly rounds: number;
}

export interface Spent {
  readonly allowed: boolean;
  readonly exceeded?: 'letters' | 'rounds';
  readonly most: number;
}

type Counting = Pick<ServiceContext<SendingSettings>, 'db' | 'config' | 'now'>;

/** Counts what somebody is about to send, over all kinds of letters and all services; what is refused is not counted. */
export const spend = async (
  { db, config, now }: Counting,
  { network, sender, letters, rounds }: Spending,
): Promise<Spent> => {
  const who = `${network} ${sender}`;
  const most = config.SKEIN_LETTERS_A_DAY;
  const within = async (what: string, uses: number, bound: number): Promise<boolean> => {
    if (uses === 0 || (await countedUse(db, what, who, day, uses)) <= bound) return true;
    await uncountUse(db, what, who, day, uses);
    return false;
  };
  if (!(await within('rounds', rounds, mostRounds)))
    return { allowed: false, exceeded: 'rounds', most: mostRounds };
  if (await within('letters', letters, most)) return { allowed: true, most };
  if (await takeGranted({ db, network }, sender, letters, now())) return { allowed: true, most };
  if (rounds) await uncountUse(db, 'rounds', who, day, rounds);
  return { allowed: false, exceeded: 'letters', most };
};

/** Why somebody may not send these letters now; those who have the right in the whole network may. */
export const refuseLetters = async (
  context: Counting,
  {
    network,
    actor,
    right,
    letters,
  }: { network: string; actor: Actor | undefined; right: Right; letters: number },
): Promise<Refusal | undefined> => {
  if (!actor || may(actor, right)) return undefined;
  return refuseSending(await spend(context, { network, sender: actor.person, letters, rounds: 0 }));
};
