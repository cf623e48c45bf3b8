import {
  type AcceptedResponse,
  isRefusal,
  type OpenSurvey,
  type Ownership,
  type Refusal,
  type receiptsContract,
  type SchemaOf,
} from '@skein/contracts';
import { missing } from '@skein/service-kit';
import type { z } from 'zod';
import { admit, receivedAt, whileOpen } from './decide.ts';
import type { OpenSurveys } from './open-surveys.ts';
import { receiptOf } from './receipts.ts';

/** Stores what was accepted, durably, and says what became of it. */
export type StoreAccepted = <T>(
  network: string,
  accepted: AcceptedResponse,
  reply: T,
  say: (said: T | Refusal) => void,
) => void;

type Contract = typeof receiptsContract.routes;
type Address = z.output<Contract['changeResponse']['params']>;
type Act<R extends Contract[keyof Contract]> = (
  network: string,
  address: Address,
  body: z.output<SchemaOf<R, 'body'>>,
  now: Date,
  say: (said: z.input<R['reply']> | Refusal) => void,
) => void;

/** What the holder of a receipt may do with their response. */
export interface Changing {
  readonly change: Act<Contract['changeResponse']>;
  readonly withdraw: Act<Contract['withdrawResponse']>;
}

/** Changing and withdrawing a response go the way of responses: no database, one durable publish shared. */
export const createChanging = (surveys: OpenSurveys, store: StoreAccepted): Changing => {
  const owned = (
    survey: OpenSurvey,
    response: string,
    owner: Ownership,
    now: Date,
  ): Omit<AcceptedResponse, 'answers' | 'instrumentVersion'> | Refusal => {
    const receipt = receiptOf(survey, response, owner);
    if (isRefusal(receipt)) return receipt;
    return { response, survey: survey.survey, receivedAt: receivedAt(survey, now), receipt };
  };

  return {
    change: (network, { id, response }, body, now, say) => {
      const known = surveys.find(network, id);
      if (!known) return say(missing('survey', id));
      const { survey, check } = known;
      const { secret, proof, revision, instrumentVersion, answers } = body;
      const refused = admit(survey, { response, instrumentVersion, answers }, now);
      if (refused) return say(refused);
      const change = owned(survey, response, { secret, proof }, now);
      if (isRefusal(change)) return say(change);
      const faulty = check(instrumentVersion, answers);
      if (faulty) return say(faulty);
      const reply = { response, survey: survey.survey, revision };
      return store(network, { ...change, revision, instrumentVersion, answers }, reply, say);
    },

    withdraw: (network, { id, response }, body, now, say) => {
      const known = surveys.find(network, id);
      if (!known) return say(missing('survey', id));
      const { survey } = known;
      const change = whileOpen(survey, now) ?? owned(survey, response, body, now);
      if (isRefusal(change)) return say(change);
      const instrumentVersion = survey.versions.at(-1) as number;
      const accepted = { ...change, withdrawn: true as const, instrumentVersion, answers: {} };
      const reply = { response, survey: survey.survey, withdrawn: true as const };
      return store(network, accepted, reply, say);
    },
  };
};
