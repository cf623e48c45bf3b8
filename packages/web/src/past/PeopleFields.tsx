import { Trans, useLingui } from '@lingui/react/macro';
import type { RecordedName } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../people/queries.ts';
import { SelectField } from '../ui/field/SelectField.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import styles from './past.module.css';

interface PeopleProps {
  readonly community: string;
  readonly people: readonly RecordedName[];
  /** Who a name is: a member’s id, or nobody by an empty word. */
  readonly whoIs: (name: string) => string;
  readonly onSay: (name: string, person: string) => void;
}

/** Who the people in a record are: known where it is sure, asked where it is not. */
export const PeopleFields = ({ community, people, whoIs, onSay }: PeopleProps) => {
  const { t } = useLingui();
  const { data: members = [] } = useQuery(membersQuery(community));
  if (people.length === 0) return null;
  const optionsFor = ({ candidates }: RecordedName) => {
    const likely = new Set(candidates.map(({ person }) => person));
    const others = members.filter(({ id }) => !likely.has(id));
    return [
      ...candidates.map(({ person, name }) => [person, name] as const),
      ...others.map(({ id, name }) => [id, name] as const),
    ];
  };
  return (
    <Section id="people" title={<Trans>Who they are</Trans>}>
      <p className="small quiet">
        <Trans>Whom you leave open stays in the notes as they are written there.</Trans>
      </p>
      <div className={styles.people}>
        {people.map((one) => (
          <SelectField
            key={one.name}
            name={`person-${one.name}`}
            label={one.name}
            value={whoIs(one.name)}
            onChange={(person) => onSay(one.name, person)}
            empty={t`Not a member`}
            options={optionsFor(one)}
          />
        ))}
      </div>
    </Section>
  );
};
