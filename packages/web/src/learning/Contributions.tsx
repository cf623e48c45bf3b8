import { Trans, useLingui } from '@lingui/react/macro';
import type { Contribution, ContributionPart, LearningCase } from '@skein/contracts';
import type { ReactNode } from 'react';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Points } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import styles from './learning.module.css';
import { useCases } from './queries.ts';
import { partsIn, usePartName } from './words.ts';

const Said = ({ of, one }: { of: LearningCase; one: Contribution }) => {
  const { t } = useLingui();
  const { nameOf } = useNamesIn(of.community);
  const { me, runs } = usePlaceIn(of.community);
  const { takeBack, add } = useCases();
  const { id, text, by, round } = one;
  const isTheirs = me !== undefined && (by === me || of.broughtBy === me || runs);
  const act = async (): Promise<void> => {
    const answer = await takeBack(of, id).catch(thrown);
    if (!answer.ok) return say(answer.problem.detail);
    const { id: _, at: __, ...again } = one;
    const undo = () => void add(answer.value, again);
    return say(t`It is taken back.`, { label: t`Put it back`, act: undo });
  };
  return (
    <li>
      {text}{' '}
      <span className="small quiet">
        {by && nameOf(by)}
        {round !== undefined && (
          <>
            {by && ', '}
            <Trans>round {round}</Trans>
          </>
        )}
      </span>{' '}
      {isTheirs && of.status !== 'closed' && (
        <Button look="bare" size="small" onPress={act} aria-label={t`Take it back: ${text.slice(0, 60)}`}>
          <Trans>Take it back</Trans>
        </Button>
      )}
    </li>
  );
};

const List = ({ of, found }: { of: LearningCase; found: readonly Contribution[] }) =>
  found.length > 0 ? (
    <Points>
      {found.map((one) => (
        <Said key={one.id} of={of} one={one} />
      ))}
    </Points>
  ) : (
    <p className="small quiet">
      <Trans>Nothing yet.</Trans>
    </p>
  );

interface Group {
  readonly key: string;
  readonly title?: ReactNode;
  readonly holds: (one: Contribution) => boolean;
}

/** What stands side by side within a part: the parties of a review, the criteria of a huddle, the tables of a café. */
const groupsOf = (
  { kind, contributions, criteria, tables }: LearningCase,
  part: ContributionPart,
): Group[] => {
  const whole: Group = { key: 'whole', holds: () => true };
  if (kind === 'after-action-review') {
    const parties = new Set(contributions.map(({ party }) => party ?? ''));
    return parties.size > 1
      ? [...parties].map((party) => ({
          ...{ key: `party ${party}`, title: party || <Trans>All together</Trans> },
          holds: (one) => (one.party ?? '') === party,
        }))
      : [whole];
  }
  if (kind === 'huddle' && part !== 'insight' && criteria.length > 0)
    return [
      ...criteria.map(
        ({ id, text }): Group => ({ key: id, title: text, holds: ({ criterion }) => criterion === id }),
      ),
      { ...whole, title: <Trans>The whole</Trans>, holds: ({ criterion }) => criterion === undefined },
    ];
  if (kind === 'world-cafe' && part === 'harvest' && tables.length > 0)
    return [
      ...tables.map(({ id, title }): Group => ({ key: id, title, holds: ({ table }) => table === id })),
      { ...whole, title: <Trans>All together</Trans>, holds: ({ table }) => table === undefined },
    ];
  return [whole];
};

/** What everybody added to a case, part by part, what belongs together side by side. */
export const Contributions = ({ of }: { of: LearningCase }) => {
  const partName = usePartName();
  return (
    <div className="stack stack--wide">
      {partsIn[of.kind].map((part) => {
        const found = of.contributions.filter((one) => one.part === part);
        const groups = groupsOf(of, part);
        return (
          <Section key={part} id={part} title={partName(part)} level={3}>
            <div className={styles.side}>
              {groups.map(({ key, title, holds }) => (
                <div key={key} className="stack stack--tight">
                  {title && <h4>{title}</h4>}
                  <List of={of} found={found.filter(holds)} />
                </div>
              ))}
            </div>
          </Section>
        );
      })}
    </div>
  );
};
