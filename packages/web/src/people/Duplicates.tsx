import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { DuplicatePair, DuplicateReason } from '@skein/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { MergeStep } from './MergeStep.tsx';
import styles from './people.module.css';
import { duplicatesQuery, useDuplicates } from './queries.ts';

const reasonNames = {
  'same-name': msg`the same name`,
  'similar-name': msg`nearly the same name`,
  'similar-address': msg`nearly the same address`,
  'same-organisation': msg`the same place of work`,
  'same-region': msg`the same region`,
} as const satisfies Record<DuplicateReason, unknown>;

type Candidate = DuplicatePair['people'][number];

const One = ({ one: { id, name, email, organisation, region, joinedAt } }: { one: Candidate }) => {
  const { written } = useMoments();
  return (
    <p className={styles.candidate}>
      <Link to="/people/$person" params={{ person: id }}>
        {name}
      </Link>
      <br />
      {[email, organisation, region].filter(Boolean).join(' · ')}
      <br />
      <Trans>Member since {written(joinedAt, 'since')}</Trans>
    </p>
  );
};

const PairRow = ({ pair }: { pair: DuplicatePair }) => {
  const { t, i18n } = useLingui();
  const { dismiss } = useDuplicates();
  const { people, reasons } = pair;
  const [first, second] = people;
  return (
    <Row
      level={2}
      title={first.name === second.name ? first.name : `${first.name}, ${second.name}`}
      meta={
        <div className="stack stack--tight">
          <div className="row">
            {reasons.map((reason) => (
              <Badge key={reason} tone="line">
                {i18n._(reasonNames[reason])}
              </Badge>
            ))}
          </div>
          <One one={first} />
          <One one={second} />
        </div>
      }
      act={
        <>
          <MergeStep kept={first} gone={second} />
          <MergeStep kept={second} gone={first} />
          <AskedStep
            label={t`Two people`}
            done={t`They are not listed together again.`}
            title={t`Two different people?`}
            follows={t`This pair is taken off the list for good.`}
            act={() => dismiss(people)}
          />
        </>
      }
    />
  );
};

/** Members who may be in the network twice, the likeliest first; for those who host it. */
export const Duplicates = () => {
  const { t } = useLingui();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(duplicatesQuery);
  if (error) throw error;
  const pairs = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <DocumentTitle>{t`Perhaps here twice`}</DocumentTitle>
      <Title lead={<Trans>The likeliest pairs first, each with what they have in common.</Trans>}>
        <Trans>Perhaps here twice</Trans>
      </Title>
      {!pairs && (
        <p className="quiet" role="status">
          <Trans>Loading …</Trans>
        </p>
      )}
      {pairs?.length === 0 && (
        <Empty title={<Trans>Nobody seems to be here twice</Trans>}>
          <Trans>When two profiles look alike, they stand here.</Trans>
        </Empty>
      )}
      {pairs && pairs.length > 0 && (
        <div className="stack stack--wide">
          <Rows stacked>
            {pairs.map((pair) => (
              <PairRow key={pair.people.map(({ id }) => id).join()} pair={pair} />
            ))}
          </Rows>
          {hasNextPage && (
            <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </div>
      )}
    </>
  );
};
