import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { LetterRow } from './LetterRow.tsx';
import { latestLetterQuery } from './queries.ts';

/** The latest letter that one may read; nothing where there is none. */
export const LatestLetter = () => {
  const { data: letter } = useQuery(latestLetterQuery);
  if (!letter) return null;
  return (
    <Section
      id="letter"
      title={<Trans>Latest letter</Trans>}
      more={
        <Link to="/letters">
          <Trans>All letters</Trans>
        </Link>
      }
    >
      <Rows lie="plain">
        <LetterRow letter={letter} />
      </Rows>
    </Section>
  );
};
