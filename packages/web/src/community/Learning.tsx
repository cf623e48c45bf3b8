import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, LearningCase } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Lightbulb } from 'lucide-react';
import { useCommunityAt } from '../communities/queries.ts';
import { SharedEntries } from '../journal/SharedEntries.tsx';
import { Loop } from '../learning/Loop.tsx';
import { NewCase } from '../learning/NewCase.tsx';
import { casesQuery } from '../learning/queries.ts';
import { useKindName, useScopeName } from '../learning/words.ts';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { Belongers } from './Belongers.tsx';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/learning');

const CaseRow = ({ of, slug }: { of: LearningCase; slug: string }) => {
  const kindName = useKindName();
  const scopeName = useScopeName();
  const { nameOf } = useNamesIn(of.community);
  const by = nameOf(of.broughtBy);
  return (
    <Row
      lead={
        <Tile of={of.community}>
          <Lightbulb className="icon" />
        </Tile>
      }
      title={
        <Link to="/communities/$community/learning/$case" params={{ community: slug, case: of.id }}>
          {of.title}
        </Link>
      }
      meta={
        <>
          {kindName(of.kind)} · <Trans>brought by {by}</Trans>
          {of.scope !== 'community' && <> · {scopeName(of.scope)}</>}
          <Loop of={of} />
        </>
      }
    />
  );
};

const Cases = ({ community: { id, slug } }: { community: Community }) => {
  const cases = useSuspenseQuery(casesQuery(id)).data;
  const { takesPart } = usePlaceIn(id);
  const waiting = cases.filter(({ status }) => status === 'awaiting-feedback');
  const others = cases.filter(({ status }) => status !== 'awaiting-feedback');
  return (
    <div className="stack stack--wide">
      <Section
        id="waiting"
        title={<Trans>Waiting for what was tried</Trans>}
        level={3}
        more={takesPart && <NewCase community={id} />}
      >
        {waiting.length > 0 ? (
          <Rows stacked>
            {waiting.map((one) => (
              <CaseRow key={one.id} of={one} slug={slug} />
            ))}
          </Rows>
        ) : (
          <p className="quiet">
            <Trans>No case waits for feedback. Bring one: the others know it from where they are.</Trans>
          </p>
        )}
      </Section>
      {others.length > 0 && (
        <Section id="others" title={<Trans>Other cases</Trans>} level={3}>
          <Rows stacked>
            {others.map((one) => (
              <CaseRow key={one.id} of={one} slug={slug} />
            ))}
          </Rows>
        </Section>
      )}
      <SharedEntries community={id} />
      <p>
        <Link to="/learnt">
          <Trans>What was learnt elsewhere in the network</Trans>
        </Link>
      </p>
    </div>
  );
};

/** What a community learns from: its cases and reviews, and how far each is on its way. */
export const CommunityLearning = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  return (
    <PlaceFrame community={community} page={t`Learning`}>
      <Belongers community={community.id}>
        <Cases community={community} />
      </Belongers>
    </PlaceFrame>
  );
};
