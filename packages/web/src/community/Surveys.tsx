import { useLingui } from '@lingui/react/macro';
import { getRouteApi } from '@tanstack/react-router';
import { useCommunityAt } from '../communities/queries.ts';
import { OpenToMe } from '../surveys/OpenToMe.tsx';
import { ClosedSurveys, ClosedVotes, Published } from '../surveys/Pages.tsx';
import { PlaceFrame, useTakesPart } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/surveys');

/** What a community asks its members, and what came of it. */
export const CommunitySurveys = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  const { id } = community;
  const takesPart = useTakesPart(id);
  return (
    <PlaceFrame community={community} page={t`Surveys`}>
      <div className="stack stack--wide">
        {takesPart && <OpenToMe community={id} />}
        <Published community={id} />
        {takesPart && (
          <>
            <ClosedVotes community={id} />
            <ClosedSurveys community={id} />
          </>
        )}
      </div>
    </PlaceFrame>
  );
};
