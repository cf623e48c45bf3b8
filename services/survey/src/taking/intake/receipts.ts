import { createHmac, timingSafeEqual } from 'node:crypto';
import { type OpenSurvey, type Ownership, type Refusal, refuse } from '@skein/contracts';
import { hashOf } from '../ballots/ids.ts';

type Proving = Pick<OpenSurvey, 'network' | 'survey' | 'receiptKey'>;

const mac = (key: string, { network, survey }: Proving, response: string, receipt: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update([network, survey, response, receipt].join(' '))
    .digest();

/**
 * What proves to any intake, without a database, that a response with this receipt was taken; undefined where its
 * survey has no key, as those opened before there were receipts.
 */
export const proofOf = (survey: Proving, response: string, receipt: string): string | undefined =>
  survey.receiptKey && mac(survey.receiptKey, survey, response, receipt).toString('base64url');

/**
 * The hash of an owner's secret, if the proof is of it. A response that is not there has no proof, so that what is
 * answered tells nobody which are.
 */
export const receiptOf = (
  survey: Proving,
  response: string,
  { secret, proof }: Ownership,
): string | Refusal => {
  const receipt = hashOf(secret);
  const { receiptKey } = survey;
  const given = Buffer.from(proof, 'base64url');
  return receiptKey && timingSafeEqual(mac(receiptKey, survey, response, receipt), given)
    ? receipt
    : refuse('invalid-token', 'This is not the receipt of a response to this survey.', [
        'proof',
        'does not prove the secret',
      ]);
};
