import { Trans, useLingui } from '@lingui/react/macro';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../button/Button.tsx';

interface PagedListProps<T> {
  readonly found: Pick<
    UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>,
    'data' | 'error' | 'hasNextPage' | 'isFetchingNextPage'
  > & { readonly fetchNextPage: () => unknown };
  /** What is said where nothing is found. */
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** What a listing gives page by page: what has come of it, and a button for more. */
export const PagedList = <T,>({ found, empty, children }: PagedListProps<T>) => {
  const { t } = useLingui();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  if (error) throw error;
  if (!data)
    return (
      <p className="quiet" role="status">
        <Trans>Loading …</Trans>
      </p>
    );
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <div className="stack stack--wide">
      {children(items)}
      {hasNextPage && (
        <Button
          look="quiet"
          onPress={() => void fetchNextPage()}
          pending={isFetchingNextPage && t`Loading …`}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
};
