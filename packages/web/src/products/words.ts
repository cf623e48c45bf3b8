import { useLingui } from '@lingui/react/macro';
import type { KnowledgeProductKind, KnowledgeProductState } from '@skein/contracts';

/** What the kinds of what a community makes are called. */
export const useProductKinds = (): Readonly<Record<KnowledgeProductKind, string>> => {
  const { t } = useLingui();
  return {
    guide: t`Guide`,
    toolkit: t`Toolkit`,
    'case-study': t`Case study`,
    report: t`Report`,
    brief: t`Brief`,
    course: t`Course`,
    other: t`Something else`,
  };
};

export const useProductStates = (): Readonly<Record<KnowledgeProductState, string>> => {
  const { t } = useLingui();
  return { draft: t`Draft`, reviewed: t`Reviewed`, published: t`Published` };
};
