import { Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommunityAt } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useMember } from '../session/member.ts';
import { useNetwork } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Title, Two } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { type MeetingDraft, nothing, planOf, rhythmsOn, wallOf } from './draft.ts';
import { PlanFields, useMissing } from './PlanFields.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { usePlanning } from './queries.ts';

const route = getRouteApi('/communities/$community/meetings/new');

/** What is sent of it beside the times. */
const said = ({ title, place, joinLink, audience }: MeetingDraft) => ({
  title: title.trim(),
  kind: 'call' as const,
  audience,
  ...(place.trim() && { place: place.trim() }),
  ...(joinLink.trim() && { joinLink: joinLink.trim() }),
});

const useSend = (community: Community) => {
  const { planMeeting, startSeries } = usePlanning();
  return (draft: MeetingDraft) => {
    const plan = planOf(draft);
    const given = { community: community.id, ...said(draft) };
    if (draft.rhythm !== 'once' && plan) return startSeries({ ...given, plan });
    const { zone, minutes } = draft;
    return planMeeting({ ...given, zone, wall: wallOf(draft), minutes: Math.round(Number(minutes)) });
  };
};

/** Planning a meeting or a series of them: its coming dates stand beside it as one types. */
export const PlanPage = () => {
  const { t } = useLingui();
  useMember();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  const { timeZone } = useNetwork();
  const { draft, change, forget } = useDraft(`meeting-${community.id}`, nothing(timeZone));
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const missing = useMissing();
  const send = useSend(community);
  const navigate = useNavigate();
  const submit = async (): Promise<void> => {
    const found = missing(draft);
    setFaults(found);
    if (found) return;
    setSending(true);
    const answer = await send(draft).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    say(draft.rhythm === 'once' ? t`The meeting is planned.` : t`The meetings are planned.`);
    await navigate({ to: '/communities/$community/meetings', params: { community: community.slug } });
  };
  const lastDay = rhythmsOn(draft.day).includes('month-last-day')
    ? () => change({ rhythm: 'month-last-day' })
    : undefined;
  return (
    <>
      <DocumentTitle>{`${t`Plan a meeting`} – ${community.name}`}</DocumentTitle>
      <Title
        lead={
          <Link to="/communities/$community/meetings" params={{ community: community.slug }}>
            {community.name}
          </Link>
        }
      >
        <Trans>Plan a meeting</Trans>
      </Title>
      <Two
        main={
          <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={submit}>
            <PlanFields
              draft={draft}
              change={change}
              faults={faults}
              asks={{ rhythm: true, audience: true }}
            />
            <Button type="submit" size="wide" pending={sending && t`Saving …`}>
              <Trans>Plan it</Trans>
            </Button>
          </Form>
        }
        side={
          <Section id="dates" title={<Trans>Coming dates</Trans>}>
            <PlanPreview community={community.id} plan={planOf(draft)} onLastDay={lastDay} />
          </Section>
        }
      />
    </>
  );
};
