import { Trans } from '@lingui/react/macro';
import type { KnowledgeProduct } from '@skein/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookMarked } from 'lucide-react';
import { useCommunities } from '../communities/queries.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { PagedList } from '../ui/list/PagedList.tsx';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { BeginProduct } from './ProductForm.tsx';
import { productsQuery } from './queries.ts';
import { useProductKinds, useProductStates } from './words.ts';

const ProductRow = ({ of }: { of: KnowledgeProduct }) => {
  const { id, title, kind, state, community } = of;
  const kinds = useProductKinds();
  const states = useProductStates();
  const whose = useCommunities().find((one) => one.id === community)?.name;
  return (
    <Row
      lead={
        <Tile of={community}>
          <BookMarked className="icon" />
        </Tile>
      }
      title={
        <Link to="/products/$product" params={{ product: id }}>
          {title}
        </Link>
      }
      meta={
        <>
          {[kinds[kind], whose].filter(Boolean).join(' · ')}{' '}
          {state !== 'published' && <Badge tone="line">{states[state]}</Badge>}
        </>
      }
    />
  );
};

/** What a community made of what it learnt; without one, what is published anywhere. */
export const Products = ({ community = '' }: { community?: string }) => {
  const { takesPart } = usePlaceIn(community);
  return (
    <Section
      id="products"
      title={community ? <Trans>What we make of it</Trans> : <Trans>What communities made</Trans>}
      level={community ? 3 : 2}
      more={community && takesPart && <BeginProduct community={community} />}
    >
      <PagedList
        found={useInfiniteQuery(productsQuery(community))}
        empty={
          <p className="quiet">
            <Trans>Nothing yet. A guide, a report or a toolkit can come of what was learnt.</Trans>
          </p>
        }
      >
        {(products) => (
          <Rows>
            {products.map((one) => (
              <ProductRow key={one.id} of={one} />
            ))}
          </Rows>
        )}
      </PagedList>
    </Section>
  );
};
