import { useLingui } from '@lingui/react/macro';
import { getRouteApi } from '@tanstack/react-router';
import { useCommunityAt } from '../communities/queries.ts';
import { AddResource } from '../library/AddResource.tsx';
import { ReadingLists } from '../library/ReadingLists.tsx';
import { Shelf } from '../library/Shelf.tsx';
import { Products } from '../products/Products.tsx';
import { usePlaceIn } from '../session/reading.ts';
import { Belongers } from './Belongers.tsx';
import styles from './community.module.css';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/library');

/** What a community keeps. */
export const CommunityLibrary = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const { tag } = route.useSearch();
  const community = useCommunityAt(slug);
  const { takesPart } = usePlaceIn(community.id);
  return (
    <PlaceFrame community={community} page={t`Library`}>
      <Belongers community={community.id}>
        {takesPart && <AddResource communities={[community]} community={community.id} />}
        <Shelf of={community} tag={tag} />
        <div className={`${styles.kept} stack stack--wide`}>
          <ReadingLists community={community.id} />
          <Products community={community.id} />
        </div>
      </Belongers>
    </PlaceFrame>
  );
};
