import {
  type AcceptedResponse,
  receiptRoutes as contract,
  isRefusal,
  type OpenSurvey,
  type Ownership,
  type Refusal,
} from '@skein/contracts';
import { type Implementation, lean, missing } from '@skein/service-kit';
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

/** Changing and withdrawing a response go the way of responses: no database, one durable publish shared. */
export const changeRoutes = (surveys: OpenSurveys, store: StoreAccepted): Implementation[] => {
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

  return [
    lean(contract.changeResponse, ({ network, params, body, now }, say) => {
      const known = surveys.find(network, params.id);
      if (!known) return say(missing('survey', params.id));
      const { survey, check } = known;
      const { secret, proof, revision, instrumentVersion, answers } = body;
      const { response } = params;
      const refused = admit(survey, { response, instrumentVersion, answers }, now);
      if (refused) return say(refused);
      const change = owned(survey, response, { secret, proof }, now);
      if (isRefusal(change)) return say(change);
      const faulty = check(instrumentVersion, answers);
      if (faulty) return say(faulty);
      const reply = { response, survey: survey.survey, revision };
      return store(network, { ...change, revision, instrumentVersion, answers }, reply, say);
    }),

    lean(contract.withdrawResponse, ({ network, params, body, now }, say) => {
      const known = surveys.find(network, params.id);
      if (!known) return say(missing('survey', params.id));
      const { survey } = known;
      const { response } = params;
      const change = whileOpen(survey, now) ?? owned(survey, response, body, now);
      if (isRefusal(change)) return say(change);
      const instrumentVersion = survey.versions.at(-1) as number;
      const accepted = { ...change, withdrawn: true as const, instrumentVersion, answers: {} };
      const reply = { response, survey: survey.survey, withdrawn: true as const };
      return store(network, accepted, reply, say);
    }),
  ];
};
