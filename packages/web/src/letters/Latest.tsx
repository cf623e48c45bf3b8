import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rows, SectionHead } from '../ui/sheet/Sheet.tsx';
import { LetterRow } from './LetterRow.tsx';
import { latestLetterQuery } from './queries.ts';

/** The latest letter that one may read; nothing where there is none. */
export const LatestLetter = () => {
  const { data: letter } = useQuery(latestLetterQuery);
  if (!letter) return null;
  return (
    <section aria-labelledby="letter">
      <SectionHead
        more={
          <Link to="/letters">
            <Trans>All letters</Trans>
          </Link>
        }
      >
        <h2 id="letter">
          <Trans>Latest letter</Trans>
        </h2>
      </SectionHead>
      <Rows lie="plain">
        <LetterRow letter={letter} />
      </Rows>
    </section>
  );
};
