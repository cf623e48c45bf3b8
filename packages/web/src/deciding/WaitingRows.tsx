import { Rows } from '../ui/sheet/Sheet.tsx';
import { ErasureRow } from './ErasureRow.tsx';
import { IntroductionWishRow } from './IntroductionWishRow.tsx';
import { JoinRequestRow } from './JoinRequestRow.tsx';
import { DeadLetterRow, UnknownLettersRow } from './LettersRows.tsx';
import { ProposalRow } from './ProposalRow.tsx';
import { useWaiting } from './queries.ts';
import { RectificationRow } from './RectificationRow.tsx';
import { SendingRow } from './SendingRow.tsx';
import { StepRow } from './StepRow.tsx';

/** Everything that waits for this person's decision, each with its answers beside it: people first. */
export const WaitingRows = () => {
  const waits = useWaiting();
  if (!waits.some) return null;
  return (
    <Rows stacked>
      {waits.requests.map((request) => (
        <JoinRequestRow key={request.id} request={request} />
      ))}
      {waits.erasures.map((erasure) => (
        <ErasureRow key={erasure.id} erasure={erasure} />
      ))}
      {waits.rectifications.map((wish) => (
        <RectificationRow key={wish.id} wish={wish} />
      ))}
      {waits.proposals.map((proposal) => (
        <ProposalRow key={proposal.id} proposal={proposal} />
      ))}
      {waits.introductions.map((wish) => (
        <IntroductionWishRow key={wish.id} wish={wish} />
      ))}
      {waits.sending.map((request) => (
        <SendingRow key={request.id} request={request} />
      ))}
      {waits.steps.map((step) => (
        <StepRow key={step.id} step={step} />
      ))}
      {waits.unknown.map((letters) => (
        <UnknownLettersRow key={`${letters.kind} ${letters.cause}`} letters={letters} />
      ))}
      {waits.dead.map((letter) => (
        <DeadLetterRow key={letter.sequence} letter={letter} />
      ))}
    </Rows>
  );
};
