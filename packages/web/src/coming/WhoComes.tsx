import { Trans, useLingui } from '@lingui/react/macro';
import type { AnswerState } from '@skein/contracts';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { usePlanning } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Title, Two } from '../ui/layout/Layout.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { Answer } from './Answer.tsx';
import { FromOutside } from './FromOutside.tsx';
import { PersonRow } from './Person.tsx';
import { meetingComingQuery, meetingQuery, peopleComingQuery } from './queries.ts';
import { SeatsForm } from './SeatsForm.tsx';

const route = getRouteApi('/meetings/$meeting/coming');

const People = ({ meeting, state, title }: { meeting: string; state: AnswerState; title: string }) => {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    peopleComingQuery(meeting, state),
  );
  const people = data.pages.flatMap(({ items }) => items);
  if (people.length === 0) return null;
  return (
    <Section id={state} title={title}>
      <Rows>
        {people.map((one, index) => (
          <PersonRow
            key={one.person}
            meeting={meeting}
            one={one}
            place={state === 'waiting' ? index + 1 : undefined}
          />
        ))}
      </Rows>
      {hasNextPage && (
        <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </Section>
  );
};

/** Who comes to a meeting: for its hosts by name, with the seats; for others in numbers. */
export const WhoComes = () => {
  const { t } = useLingui();
  const { meeting: id } = route.useParams();
  const { written } = useMoments();
  const { data: meeting } = useSuspenseQuery(meetingQuery(id));
  const { data: coming } = useSuspenseQuery(meetingComingQuery(id));
  const plans = usePlanning()(meeting.community);
  const { seated, waiting, maybe, no } = coming;
  const { title } = meeting;
  return (
    <>
      <DocumentTitle>{t`Who comes`}</DocumentTitle>
      <Title
        lead={
          <>
            {title} · <time dateTime={meeting.startsAt}>{written(meeting.startsAt)}</time>
          </>
        }
      >
        <Trans>Who comes</Trans>
      </Title>
      <Two
        main={
          plans && seated + waiting + maybe + no > 0 ? (
            <>
              <FromOutside meeting={id} />
              <People meeting={id} state="seated" title={t`They come`} />
              <People meeting={id} state="waiting" title={t`They wait for a seat`} />
              <People meeting={id} state="maybe" title={t`Maybe`} />
              <People meeting={id} state="no" title={t`They do not come`} />
            </>
          ) : (
            plans && (
              <>
                <FromOutside meeting={id} />
                <Empty title={<Trans>Nobody has answered yet</Trans>}>
                  <Trans>As soon as somebody does, they stand here.</Trans>
                </Empty>
              </>
            )
          )
        }
        side={
          <>
            <Section id="mine" title={<Trans>Do you come?</Trans>}>
              <Answer meeting={meeting} coming={coming} />
            </Section>
            {plans && coming.open && (
              <Section id="seats" title={<Trans>Seats</Trans>}>
                <SeatsForm key={coming.meetingVersion} coming={coming} />
              </Section>
            )}
          </>
        }
      />
    </>
  );
};
