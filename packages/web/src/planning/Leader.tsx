import { useLingui } from '@lingui/react/macro';
import type { Community, Series } from '@skein/contracts';
import { SelectField } from '../ui/field/SelectField.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { usePlanning } from './queries.ts';

/** Who leads through a series: it is handed over to another of those who hold the community together. */
export const Leader = ({ community, series }: { community: Community; series: Series }) => {
  const { t } = useLingui();
  const { handOver } = usePlanning();
  const hosts = new Map([...community.facilitators, ...community.core].map((one) => [one.person, one.name]));
  const give = async (person: string): Promise<void> => {
    const answer = await handOver(series, person || null).catch(thrown);
    say(answer.ok ? t`It is handed over.` : answer.problem.detail);
  };
  return (
    <SelectField
      name="facilitator"
      label={t`Who leads through this series?`}
      empty={t`Nobody in particular`}
      value={series.facilitator ?? ''}
      onChange={give}
      options={[...hosts]}
    />
  );
};
