import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../people/queries.ts';
import { SelectField } from '../ui/field/SelectField.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { type PastDraft, whoIs } from './draft.ts';
import styles from './past.module.css';
import type { Preview } from './queries.ts';

interface PeopleProps {
  readonly community: string;
  readonly draft: PastDraft;
  readonly preview: Preview;
  readonly change: (changes: Partial<PastDraft>) => void;
}

/** Who the people in the notes are: known where it is sure, asked where it is not. */
export const PeopleFields = ({ community, draft, preview, change }: PeopleProps) => {
  const { t } = useLingui();
  const { data: members = [] } = useQuery(membersQuery(community));
  if (preview.people.length === 0) return null;
  const optionsFor = ({ candidates }: Preview['people'][number]) => {
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
        {preview.people.map((one) => (
          <SelectField
            key={one.name}
            name={`person-${one.name}`}
            label={one.name}
            value={whoIs(draft, preview, one.name)}
            onChange={(person) => change({ people: { ...draft.people, [one.name]: person } })}
            empty={t`Not a member`}
            options={optionsFor(one)}
          />
        ))}
      </div>
    </Section>
  );
};
