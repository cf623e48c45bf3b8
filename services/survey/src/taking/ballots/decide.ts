import { type Refusal, refuse, type SurveyMode, type SurveyStatus } from '@skein/contracts';

/** Whether a survey gives out ballots just now. */
export const givesBallots = (survey: { mode: SurveyMode; status: SurveyStatus }): Refusal | undefined => {
  if (survey.status === 'closed')
    return refuse('closed', 'The survey is closed; it gives out no more ballots.');
  if (survey.status === 'preparing') return refuse('unavailable', 'The survey has not begun yet.');
  if (survey.mode === 'anonymous') return undefined;
  return refuse('conflict', 'Only an anonymous survey has ballots; answer this one with its link.');
};

/** Whether the ballot asked for is the one that its invitation is marked with: the first, or the same again. */
export const claimed = (asked: string, marked: string | undefined): Refusal | undefined => {
  if (marked === asked) return undefined;
  if (marked === undefined)
    return refuse('invalid-token', 'This invitation is not there any more.', [
      'token',
      'is of no invitation',
    ]);
  return refuse(
    'conflict',
    'A ballot was given out for this invitation already. Answer with it on the device that fetched it; where it is lost, whoever invited you can replace it once.',
    ['blinded', 'is not the one that was signed for this invitation'],
  );
};

/** The invitation whose ballot is replaced: of somebody who is asked, while it can be answered with, and once each. */
export const toReplace = <I extends { readonly replaced?: true | undefined }>(
  survey: { mode: SurveyMode; status: SurveyStatus },
  invitation: I | null,
): I | Refusal => {
  const refused = givesBallots(survey);
  if (refused) return refused;
  if (!invitation)
    return refuse('unknown-reference', 'This person is not asked in this survey.', [
      'person',
      'is not of the audience',
    ]);
  if (!invitation.replaced) return invitation;
  return refuse(
    'conflict',
    'A ballot was replaced for this person already. That is done once, since the one before may still be answered with.',
    ['person', 'has had a ballot replaced'],
  );
};

export const notBelowModulus = (): Refusal =>
  refuse('invalid-request', 'This ballot was not blinded with the survey’s key.', [
    'blinded',
    'is not below the modulus of the survey’s key',
  ]);
