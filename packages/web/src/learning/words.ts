import { useLingui } from '@lingui/react/macro';
import type { ContributionPart, LearningCase, LearningCaseKind } from '@skein/contracts';

/** What each form of learning is called. */
export const useKindName = () => {
  const { t } = useLingui();
  return (kind: LearningCaseKind): string =>
    ({
      case: t`Learning case`,
      'case-clinic': t`Case clinic`,
      'after-action-review': t`After-action review`,
      huddle: t`Huddle`,
      'world-cafe': t`World café`,
    })[kind];
};

/** What is added to a case, as a heading over several of them. */
export const usePartName = () => {
  const { t } = useLingui();
  return (part: ContributionPart): string =>
    ({
      observation: t`Observations`,
      clarification: t`Clarifications`,
      insight: t`To take forward`,
      intended: t`What was expected?`,
      happened: t`What happened?`,
      difference: t`Why was there a difference?`,
      lesson: t`What do we learn from it?`,
      strong: t`What was strong`,
      different: t`What could be different`,
      harvest: t`Harvest`,
    })[part];
};

/** Who may read a case. */
export const useScopeName = () => {
  const { t } = useLingui();
  return (scope: LearningCase['scope']): string =>
    ({
      meeting: t`Kept to its meeting`,
      community: t`For the community`,
      network: t`For the whole network`,
    })[scope];
};

/** What can be added to each form, in the order in which it is asked for. */
export const partsIn: Readonly<Record<LearningCaseKind, readonly ContributionPart[]>> = {
  case: ['observation', 'clarification', 'insight'],
  'case-clinic': ['observation', 'clarification', 'insight'],
  'after-action-review': ['intended', 'happened', 'difference', 'lesson'],
  huddle: ['strong', 'different', 'insight'],
  'world-cafe': ['harvest', 'insight'],
};
