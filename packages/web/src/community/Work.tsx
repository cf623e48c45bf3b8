import { useLingui } from '@lingui/react/macro';
import { getRouteApi } from '@tanstack/react-router';
import { useCommunityAt } from '../communities/queries.ts';
import { Decisions } from '../work/Decisions.tsx';
import { DealtWith, Tensions } from '../work/Tensions.tsx';
import { Workstreams } from '../work/Workstreams.tsx';
import { Belongers } from './Belongers.tsx';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/work');

/** What a community wants dealt with, works on and decided. */
export const CommunityWorkPage = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  const { id } = community;
  return (
    <PlaceFrame community={community} page={t`Work`}>
      <Belongers community={id}>
        <div className="stack stack--wide">
          <Tensions community={id} />
          <Workstreams community={id} />
          <Decisions community={id} />
          <DealtWith community={id} />
        </div>
      </Belongers>
    </PlaceFrame>
  );
};
