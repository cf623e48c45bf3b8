import type {
  DeadLetter,
  ErasureRequest,
  IntroductionWish,
  JoinRequest,
  Proposal,
  Rectification,
  SendingRequest,
  UnknownLetters,
} from '@skein/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { waiting } from './queries.ts';

const edit = <const T extends object>({ id, version }: { id: string; version: number }, body: T) => ({
  params: { id },
  ifMatch: version,
  body,
});

/** The steps of deciding; each asks anew for what waits. */
export const useDeciding = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: waiting });
    return answer;
  };
  return {
    welcome: ({ id, version }: JoinRequest) =>
      settled(client.acceptJoinRequest.attempt({ params: { id }, ifMatch: version })),
    decline: ({ id, version }: JoinRequest) =>
      settled(client.declineJoinRequest.attempt({ params: { id }, ifMatch: version })),
    accept: (one: Proposal, comment: string) =>
      settled(client.acceptProposal.attempt(edit(one, comment ? { comment } : {}))),
    askForChanges: (one: Proposal, comment: string) =>
      settled(client.askForChanges.attempt(edit(one, { comment }))),
    refuse: (one: Proposal, reason: string) => settled(client.declineProposal.attempt(edit(one, { reason }))),
    settle: (one: Rectification, status: 'done' | 'refused', reason: string) =>
      settled(
        client.settleRectification.attempt(
          edit(one, status === 'refused' ? { status, reason } : { status, ...(reason && { reason }) }),
        ),
      ),
    agree: ({ id }: ErasureRequest) => settled(client.secondErasure.attempt({ params: { id } })),
    withdraw: ({ id }: ErasureRequest) => settled(client.withdrawErasure.attempt({ params: { id } })),
    grant: (one: SendingRequest, answer: string) =>
      settled(
        client.settleSendingRequest.attempt(edit(one, { status: 'accepted', ...(answer && { answer }) })),
      ),
    refuseSending: (one: SendingRequest, answer: string) =>
      settled(client.settleSendingRequest.attempt(edit(one, { status: 'declined', answer }))),
    introduce: (one: IntroductionWish, reason: string) =>
      settled(client.decideIntroductionWish.attempt(edit(one, { status: 'introduced', reason }))),
    declineToIntroduce: (one: IntroductionWish, answer: string) =>
      settled(client.decideIntroductionWish.attempt(edit(one, { status: 'declined', answer }))),
    sendAgain: ({ kind, cause, unknown }: UnknownLetters) =>
      settled(client.resendUnknownLetters.attempt({ body: { kind, cause, unknown } })),
    arrived: (messageIds: string[]) => settled(client.settleUnknownLetters.attempt({ body: { messageIds } })),
    replay: ({ sequence }: DeadLetter) => settled(client.replayDeadLetter.attempt({ params: { sequence } })),
    drop: ({ sequence }: DeadLetter) => settled(client.dropDeadLetter.attempt({ params: { sequence } })),
  };
};
