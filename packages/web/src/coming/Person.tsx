import { useLingui } from '@lingui/react/macro';
import type { PersonComing } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useAnswers } from './queries.ts';

interface PersonRowProps {
  readonly meeting: string;
  readonly one: PersonComing;
  /** Where they are on the waiting list. */
  readonly place?: number | undefined;
}

/** Somebody who answered, whose seat or place the host can take away. */
export const PersonRow = ({ meeting, one, place }: PersonRowProps) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { remove } = useAnswers(meeting);
  const { person, state, at, name = t`Somebody` } = one;
  const when = written(at);
  const seated = state === 'seated';
  return (
    <Row
      lead={<Avatar id={person} name={name} />}
      title={
        <Link to="/people/$person" params={{ person }}>
          {name}
        </Link>
      }
      meta={place === undefined ? t`answered ${when}` : t`number ${place}, answered ${when}`}
      act={
        (seated || state === 'waiting') && (
          <AskedStep
            look="danger"
            label={seated ? t`Take the seat away` : t`Take off the list`}
            done={t`It is done; they get a letter.`}
            title={seated ? t`Take the seat of ${name} away?` : t`Take ${name} off the waiting list?`}
            follows={
              seated
                ? t`The first who waits gets it at once. ${name} can answer again, and then begins at the end.`
                : t`${name} can answer again, and then begins at the end.`
            }
            act={() => remove(person)}
          />
        )
      }
    />
  );
};
