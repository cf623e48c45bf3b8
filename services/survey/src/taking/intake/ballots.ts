import type { KeyObject } from 'node:crypto';
import { type Ballot, type OpenSurvey, type Refusal, refuse } from '@skein/contracts';
import { responseOf } from '../ballots/ids.ts';
import { isSigned, publicKeyOf } from '../ballots/sign.ts';

/** What a submission says of where it comes from. */
export interface Origin {
  readonly response: string;
  readonly token?: string | undefined;
  readonly ballot?: Ballot | undefined;
}

/** Keys kept in memory; one that is not is read again. */
const mostKept = 1_000;

/** Checks the ballots of anonymous surveys: each is signed with its survey's key, and is for one response. */
export const createBallotCheck = () => {
  const keys = new Map<string, KeyObject>();
  const keyOf = (spki: string): KeyObject => {
    const key = keys.get(spki) ?? publicKeyOf(spki);
    if (keys.size >= mostKept) keys.clear();
    keys.set(spki, key);
    return key;
  };

  return ({ ballotKey }: OpenSurvey, { response, token, ballot }: Origin): Refusal | undefined => {
    // Whoever sends it has told who they are; it is refused so that no page does so unnoticed.
    if (token !== undefined)
      return refuse('invalid-request', 'An anonymous survey is answered with a ballot alone.', [
        'token',
        'says who answers',
      ]);
    if (!ballot || !ballotKey)
      return refuse('invalid-token', 'This survey is answered with a ballot.', ['ballot', 'is missing']);
    if (response !== responseOf(ballot.message))
      return refuse('invalid-token', 'This ballot is for another response.', [
        'response',
        'is not the one that the ballot is for',
      ]);
    const message = Buffer.from(ballot.message, 'base64url');
    return isSigned(keyOf(ballotKey), message, Buffer.from(ballot.signature, 'base64url'))
      ? undefined
      : refuse('invalid-token', 'This ballot was not signed for this survey.', [
          'ballot.signature',
          'is not of this survey’s key',
        ]);
  };
};
