import type { IntroductionQuestion, Proposal } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useWaiting } from '../deciding/queries.ts';
import { IntroductionRow } from '../introductions/IntroductionRow.tsx';
import { useAskedIntroductions } from '../introductions/queries.ts';
import { myProposalsQuery } from '../proposing/queries.ts';
import { useActor } from '../session/store.ts';
import { byUrgency, type Urgent } from '../surveys/Open.tsx';
import { useOpen } from '../surveys/OpenToMe.tsx';
import { StepRow, useMySteps } from '../work/MySteps.tsx';
import type { MyStep } from '../work/queries.ts';
import { ProposalRow } from './ProposalRow.tsx';

const urgentStep = (step: MyStep): Urgent => ({
  key: step.id,
  until: step.due ?? '',
  row: () => <StepRow key={step.id} step={step} />,
});

const urgentIntroduction = (asked: IntroductionQuestion): Urgent => ({
  key: asked.introduction,
  until: asked.expiresAt,
  row: () => <IntroductionRow key={asked.introduction} asked={asked} />,
});

const urgentProposal = (proposal: Proposal): Urgent => ({
  key: proposal.id,
  until: '',
  row: () => <ProposalRow key={proposal.id} proposal={proposal} />,
});

/** What waits for who is signed in: people first, then what is first too late. */
export const useWaits = () => {
  const decisions = useWaiting();
  const steps = useMySteps();
  const open = useOpen();
  const offered = useAskedIntroductions();
  const actor = useActor();
  const proposals = useQuery({ ...myProposalsQuery(actor?.person ?? ''), enabled: actor !== undefined });
  const amended = (proposals.data ?? []).filter(({ status }) => status === 'changes-asked');
  const urgent = [
    ...open.waits,
    ...steps.steps.map(urgentStep),
    ...offered.introductions.map(urgentIntroduction),
    ...amended.map(urgentProposal),
  ].toSorted(byUrgency);
  return {
    urgent,
    decisions: decisions.count,
    count: urgent.length + decisions.count,
    failed: decisions.failed || steps.failed || open.failed || offered.failed || proposals.isError,
    loaded: decisions.loaded && steps.loaded && open.loaded && offered.loaded && !proposals.isLoading,
  };
};
