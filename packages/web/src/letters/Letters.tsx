import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Prose, Title } from '../ui/layout/Layout.tsx';
import { Rows } from '../ui/sheet/Sheet.tsx';
import { LetterRow } from './LetterRow.tsx';
import { lettersQuery } from './queries.ts';

/** How one gets them, or no longer does. */
const HowTheyCome = () =>
  useActor() ? (
    <p>
      <Trans>
        Which letters reach you is up to you: <Link to="/me/agreements">what I agreed to</Link>.
      </Trans>
    </p>
  ) : (
    <p>
      <Trans>
        Members get them by mail, if they like. <Link to="/join">Join</Link>, or open the link in a letter to
        change what reaches you.
      </Trans>
    </p>
  );

/** The archive of the monthly letters. */
export const Letters = () => {
  const { t } = useLingui();
  const actor = useActor();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(lettersQuery);
  const letters = data.pages.flatMap(({ items }) => items);
  return (
    <Prose>
      <DocumentTitle>{t`Letters`}</DocumentTitle>
      <Title lead={<Trans>What the network wrote to its members, month by month.</Trans>}>
        <Trans>Letters</Trans>
      </Title>
      <HowTheyCome />
      <h2 className="unheard">
        <Trans>All letters</Trans>
      </h2>
      {letters.length > 0 ? (
        <Rows>
          {letters.map((letter) => (
            <LetterRow key={letter.id} letter={letter} />
          ))}
        </Rows>
      ) : (
        <Empty
          title={<Trans>There is no letter to read yet</Trans>}
          act={
            <RouteButton to={actor ? '/' : '/join'} look="quiet">
              {actor ? <Trans>Go to the first page</Trans> : <Trans>Join</Trans>}
            </RouteButton>
          }
        >
          {actor ? (
            <Trans>The next one stands here as soon as it went out.</Trans>
          ) : (
            <Trans>Those that are for everybody stand here.</Trans>
          )}
        </Empty>
      )}
      {hasNextPage && (
        <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </Prose>
  );
};
