import { type Ballot, makeBallot, unblindBallot } from '@skein/answering';
import type { Answers, Receipt, Survey } from '@skein/contracts';
import { call } from '@skein/service-kit/testing';
import type { SurveySide } from './survey-side.ts';

/** What the page does in an anonymous survey, against the services' own addresses. */
export const pageOf = ({ api, intake, openAndAnnounce, makeCommunity, linksFor }: SurveySide) => {
  const keyOf = async (survey: string): Promise<string> =>
    (await call<{ ballotKey: string }>(api.url, 'GET', `/surveys/${survey}/form`)).body.ballotKey;
  const ask = (survey: string, token: string, blinded: string) =>
    call<{ signature: string }>(api.url, 'POST', `/surveys/${survey}/ballots`, { body: { token, blinded } });
  return {
    keyOf,
    ask,
    unblind: unblindBallot,
    /** Opens an anonymous survey of a new community of so many. */
    open: async (members: number, asking: object = {}): Promise<{ survey: Survey; people: string[] }> => {
      const { community, people } = await makeCommunity(members);
      const survey = await openAndAnnounce({
        mode: 'anonymous',
        audience: { kind: 'community', community },
        ...asking,
      });
      return { survey, people };
    },
    tokensOf: async (survey: string, people: readonly string[]): Promise<string[]> => {
      const links = new Map((await linksFor(survey, people)).map(({ person, token }) => [person, token]));
      return people.map((person) => links.get(person) ?? '');
    },
    /** A ballot made, signed and unblinded. */
    ballotFor: async (survey: string, token: string): Promise<Ballot> => {
      const ballot = await makeBallot(await keyOf(survey));
      const { status, body, problem } = await ask(survey, token, ballot.blinded);
      if (status !== 200) throw new Error(problem.detail);
      return unblindBallot(ballot, body.signature);
    },
    answer: (survey: string, ballot: Ballot, answers: Answers, more: object = {}) => {
      const { response, receipt, message, signature } = ballot;
      const body = {
        response,
        receipt,
        ballot: { message, signature },
        instrumentVersion: 1,
        answers,
        ...more,
      };
      return call<Receipt>(intake?.url ?? '', 'POST', `/surveys/${survey}/responses`, { body });
    },
  };
};
