import { Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunityAt } from '../communities/queries.ts';
import { WriteEntry } from '../journal/EntryForm.tsx';
import { CaseActs } from '../learning/CaseActs.tsx';
import { Contributions } from '../learning/Contributions.tsx';
import { Loop } from '../learning/Loop.tsx';
import { caseQuery, meetingsAroundQuery } from '../learning/queries.ts';
import { useKindName, useScopeName } from '../learning/words.ts';
import { useNamesIn } from '../people/names.ts';
import { Paragraphs, Prose } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { Belongers } from './Belongers.tsx';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/learning/$case');

const Case = ({ id, community }: { id: string; community: Community }) => {
  const found = useSuspenseQuery(caseQuery(id)).data;
  const meetings = useSuspenseQuery(meetingsAroundQuery(community.id)).data;
  const { nameOf } = useNamesIn(community.id);
  const kindName = useKindName();
  const scopeName = useScopeName();
  const { written } = useMoments();
  const { kind, scope, title, situation, broughtBy, meeting, feedback } = found;
  const tried = feedback?.tried ?? found.tried;
  const brought = meetings.find((one) => one.id === meeting)?.startsAt;
  const by = nameOf(broughtBy);
  return (
    <div className="stack stack--wide">
      <div className="stack stack--tight">
        <p className="small">
          <Link to="/communities/$community/learning" params={{ community: community.slug }}>
            <Trans>All that we learn from</Trans>
          </Link>
        </p>
        <h3>{title}</h3>
        <p className="small quiet">
          {kindName(kind)} · <Trans>brought by {by}</Trans>
          {brought && <> · {written(brought, 'date')}</>} · {scopeName(scope)}
        </p>
        <Loop of={found} />
      </div>
      <CaseActs of={found} />
      <div>
        <WriteEntry about={{ case: id }} />
      </div>
      {situation && (
        <Section id="situation" title={<Trans>The situation</Trans>} level={3}>
          <Prose>
            <Paragraphs text={situation} />
          </Prose>
        </Section>
      )}
      <Contributions of={found} />
      {tried && (
        <Section id="tried" title={<Trans>What was tried</Trans>} level={3}>
          <Prose>
            <Paragraphs text={tried} />
          </Prose>
        </Section>
      )}
    </div>
  );
};

/** One case with all that was added to it. */
export const LearningCasePage = () => {
  const { t } = useLingui();
  const { community: slug, case: id } = route.useParams();
  const community = useCommunityAt(slug);
  return (
    <PlaceFrame community={community} page={t`Learning`}>
      <Belongers community={community.id}>
        <Case id={id} community={community} />
      </Belongers>
    </PlaceFrame>
  );
};
