import {
  type Answers,
  isRefusal,
  type Receipt,
  type Refusal,
  refuse,
  responsesContract,
} from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { needsLink } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { createGiving } from '../ballots/giving.ts';
import { hashOf } from '../ballots/ids.ts';
import { createTaking } from '../intake/taking.ts';
import { ballotFor } from './as-device.ts';
import type { Carried } from './view.ts';

/** As much of answers as the intake takes. */
const mostAnswers = 256 * 1024;

export type Taken = Pick<Receipt, 'response' | 'quiz' | 'proof'>;

/** What a lean handler says, later. */
const saidBy = <T>(send: (say: (said: T | Error) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => send((said) => (said instanceof Error ? reject(said) : resolve(said))));

/** Sends what a plain form posted the intake's own way, in this process: the same check, the same durable queue. */
export const createSending = (context: ServiceContext) => {
  const taking = createTaking(context);
  const give = createGiving(context);

  const changed = async (
    { network, _id }: SurveyRow,
    { response, secret, proof = '', revision = 1, version }: Carried,
    answers: Answers,
    now: Date,
  ): Promise<Taken | Refusal> => {
    const body = { secret, proof, revision, instrumentVersion: version, answers };
    const said = await saidBy((say) => taking.change(network, { id: _id, response }, body, now, say));
    return isRefusal(said) ? said : { response, proof };
  };

  /** The ballot of a survey that is anonymous with scripts; asked for only once its answers will be taken. */
  const ballotIn = async (
    { network, _id, ballotKey = '' }: SurveyRow,
    { token = '', ballot = '', version }: Carried,
    answers: Answers,
    now: Date,
  ) => {
    const known = taking.find(network, _id);
    if (!known) return refuse('not-found', 'It is not known yet.');
    return (
      known.check(version, answers) ??
      ballotFor(give, { network, survey: _id, ballotKey }, { token, message: ballot }, now)
    );
  };

  const submitted = async (
    survey: SurveyRow,
    carried: Carried,
    answers: Answers,
    now: Date,
  ): Promise<Taken | Refusal> => {
    const { network, _id, mode } = survey;
    const { response, token, secret, version } = carried;
    const lets =
      mode === 'anonymous'
        ? await ballotIn(survey, carried, answers, now)
        : { response, ...(needsLink(survey) && { token }) };
    if (isRefusal(lets)) return lets;
    const sent = { ...lets, receipt: hashOf(secret), instrumentVersion: version, answers };
    const body = responsesContract.routes.submitResponse.body.safeParse(sent);
    if (!body?.success) return refuse('invalid-request', 'The form came back damaged; open it again.');
    return saidBy<Receipt | Refusal>((say) => taking.submit(network, _id, body.data, now, say));
  };

  return {
    /** Takes a response, or a change of one; resolves once it is durably stored, or refused. */
    answer: async (
      survey: SurveyRow,
      carried: Carried,
      answers: Answers,
      now: Date,
    ): Promise<Taken | Refusal> => {
      if (JSON.stringify(answers).length > mostAnswers)
        return refuse('too-large', 'The answers are too long.');
      return (carried.proof === undefined ? submitted : changed)(survey, carried, answers, now);
    },

    withdraw: async (
      { network, _id }: SurveyRow,
      { response, secret, proof = '' }: Carried,
      now: Date,
    ): Promise<Refusal | undefined> => {
      const said = await saidBy((say) =>
        taking.withdraw(network, { id: _id, response }, { secret, proof }, now, say),
      );
      return isRefusal(said) ? said : undefined;
    },
  };
};
