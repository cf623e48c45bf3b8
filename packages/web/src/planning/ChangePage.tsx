import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, Meeting, Series } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { meetingQuery } from '../coming/queries.ts';
import { useCommunityAt } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useMember } from '../session/member.ts';
import { useNetwork } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons, Title, Two } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { ChangesPreview } from './ChangesPreview.tsx';
import { editOf, type Scope, seriesChangeOf } from './change.ts';
import { draftOf, type MeetingDraft } from './draft.ts';
import { Leader } from './Leader.tsx';
import { Pause } from './Pause.tsx';
import { PlanFields, useMissing } from './PlanFields.tsx';
import { seriesQuery, usePlanning } from './queries.ts';

const route = getRouteApi('/communities/$community/meetings/$meeting/change');

interface Planned {
  readonly community: Community;
  readonly meeting: Meeting;
  readonly series: Series | null;
}

const ScopeChoices = ({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) => {
  const { t } = useLingui();
  const ways = [
    ['one', t`This date alone`],
    ['following', t`This date and those that follow`],
    ['all', t`All coming dates`],
  ] as const;
  return (
    <Choices legend={t`What does it hold for?`}>
      {ways.map(([way, label]) => (
        <Choice
          key={way}
          kind="radio"
          name="scope"
          label={label}
          checked={scope === way}
          onChange={() => onChange(way)}
        />
      ))}
    </Choices>
  );
};

/** Calling it off, and holding it after all; ending the series with it. */
const Calling = ({ meeting, series }: Planned) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { cancel, restore, end } = usePlanning();
  const { title, startsAt, cancelled, original } = meeting;
  const day = written(startsAt, 'day');
  if (cancelled)
    return (
      <Notice tone="caution">
        <p>
          <Trans>It is cancelled: {cancelled.reason}</Trans>
        </p>
        <Button look="quiet" size="small" onPress={() => restore(meeting).catch(thrown)}>
          <Trans>Hold it after all</Trans>
        </Button>
      </Notice>
    );
  return (
    <Buttons>
      <AskedStep
        look="danger"
        label={t`Cancel this date`}
        done={t`It is cancelled.`}
        title={t`Cancel “${title}” on ${day}?`}
        follows={
          <Trans>It stays in the calendar as cancelled, with the reason. You can hold it after all.</Trans>
        }
        words="needed"
        wordsLabel={t`Why does it not take place?`}
        most={300}
        act={(reason) => cancel(meeting, reason)}
      />
      {series?.plan && original && <Pause key={series.version} series={series} day={original.slice(0, 10)} />}
      {series?.plan && original && (
        <AskedStep
          look="danger"
          label={t`End the series after this date`}
          done={t`The series ends.`}
          title={t`End the series after ${day}?`}
          follows={<Trans>This date is the last. Those after it are cancelled, with the reason.</Trans>}
          words="needed"
          wordsLabel={t`Why does it end?`}
          most={300}
          act={(reason) => end(series, original.slice(0, 10), reason)}
        />
      )}
    </Buttons>
  );
};

const ChangeForm = (planned: Planned) => {
  const { community, meeting, series } = planned;
  const { t } = useLingui();
  const { timeZone } = useNetwork();
  const before = draftOf(meeting, timeZone, series?.plan);
  const [draft, setDraft] = useState<MeetingDraft>(before);
  const [scope, setScope] = useState<Scope>('one');
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const missing = useMissing();
  const planning = usePlanning();
  const navigate = useNavigate();
  const ofSeries = series?.plan && meeting.original ? series : null;
  const change =
    scope !== 'one' && ofSeries
      ? seriesChangeOf(scope, draft, before, { meeting, series: ofSeries })
      : undefined;
  const send = () => {
    if (scope === 'one' || !ofSeries) return planning.change(meeting, editOf(draft, before));
    return planning.changeSeries(ofSeries, change ?? {});
  };
  const submit = async (): Promise<void> => {
    const found = missing(draft);
    setFaults(found);
    if (found) return;
    setSending(true);
    const answer = await send().catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    say(t`It is changed.`);
    await navigate({ to: '/communities/$community/meetings', params: { community: community.slug } });
  };
  return (
    <Two
      main={
        <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={submit}>
          {ofSeries && <ScopeChoices scope={scope} onChange={setScope} />}
          <PlanFields
            draft={draft}
            change={(changes) => setDraft({ ...draft, ...changes })}
            faults={faults}
            keepsDay={scope === 'all'}
            asks={{ rhythm: scope === 'following', own: before.rhythm === 'own' }}
          />
          <Button type="submit" size="wide" pending={sending && t`Saving …`}>
            <Trans>Save</Trans>
          </Button>
        </Form>
      }
      side={
        <div className="stack stack--wide">
          {ofSeries && scope !== 'one' && (
            <Section id="changes" title={<Trans>What changes</Trans>}>
              <ChangesPreview series={ofSeries.id} change={change} />
            </Section>
          )}
          {ofSeries && <Leader key={ofSeries.version} community={community} series={ofSeries} />}
          <Section id="calling" title={<Trans>Calling it off</Trans>}>
            <Calling {...planned} />
          </Section>
        </div>
      }
    />
  );
};

/** Changing a meeting: this date, this and following, or all that is coming, with what changes beside it. */
export const ChangePage = () => {
  const { t } = useLingui();
  useMember();
  const { community: slug, meeting: id } = route.useParams();
  const community = useCommunityAt(slug);
  const { data: meeting } = useSuspenseQuery(meetingQuery(id));
  const { data: series } = useSuspenseQuery(seriesQuery(meeting.community, meeting.series));
  return (
    <>
      <DocumentTitle>{`${t`Change a meeting`} – ${community.name}`}</DocumentTitle>
      <Title
        lead={
          <Link to="/communities/$community/meetings" params={{ community: community.slug }}>
            {community.name}
          </Link>
        }
      >
        {meeting.title}
      </Title>
      <ChangeForm key={meeting.version} community={community} meeting={meeting} series={series} />
    </>
  );
};
