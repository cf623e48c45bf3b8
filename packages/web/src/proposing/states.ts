import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { Proposal } from '@skein/contracts';

const states = {
  submitted: msg`Waits for the hosting team`,
  'changes-asked': msg`Changes are asked for`,
  accepted: msg`Founded`,
  declined: msg`Declined`,
  withdrawn: msg`Withdrawn`,
} as const;

const tones = {
  submitted: 'line',
  'changes-asked': 'caution',
  accepted: 'positive',
  declined: 'line',
  withdrawn: 'line',
} as const;

export const useProposalState = () => {
  const { i18n } = useLingui();
  return (status: Proposal['status']) => ({ words: i18n._(states[status]), tone: tones[status] });
};
