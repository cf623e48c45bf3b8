import { useLingui } from '@lingui/react/macro';
import type { Tension } from '@skein/contracts';

/** What became of a tension, in a few words. */
export const useOutcomeName = () => {
  const { t } = useLingui();
  return ({ outcome }: Pick<Tension, 'outcome'>): string =>
    outcome
      ? {
          step: t`It became a step`,
          decision: t`It became a decision`,
          case: t`It became a learning case`,
          none: t`It is no longer one`,
        }[outcome.kind]
      : t`To be dealt with`;
};
