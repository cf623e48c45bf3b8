import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNameOf } from '../people/Named.tsx';
import { membersQuery } from '../people/queries.ts';
import { PersonLine } from '../ui/avatar/Avatar.tsx';
import { Choice } from '../ui/field/Choice.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import styles from './meetings.module.css';
import { useMeetingSteps } from './queries.ts';
import { useMeetingRights } from './rights.ts';
import { roundOf } from './round.ts';

const Somebody = ({ id }: { id: string }) => <PersonLine id={id} name={useNameOf(id)} />;

const People = ({ ids }: { ids: readonly string[] }) => (
  <ul className={styles.people}>
    {ids.map((id) => (
      <li key={id}>
        <Somebody id={id} />
      </li>
    ))}
  </ul>
);

/** The members, each to be ticked once they are there. */
const Taking = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const members = useSuspenseQuery(membersQuery(meeting.community)).data;
  const steps = useMeetingSteps(meeting);
  const [refused, setRefused] = useState<string>();
  const set = async (person: string, here: boolean): Promise<void> => {
    const answer = await steps.sayPresent(here, person).catch(thrown);
    setRefused(answer.ok ? undefined : answer.problem.detail);
  };
  return (
    <fieldset className={styles.taking}>
      <legend className="unheard">{t`Who is here`}</legend>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      {members.map(({ id, name }) => (
        <Choice
          key={id}
          label={name}
          checked={meeting.present.includes(id)}
          onChange={(here) => void set(id, here)}
        />
      ))}
    </fieldset>
  );
};

/** Who is at the meeting; who runs it ticks them off while it runs. */
export const Attendance = ({ meeting }: { meeting: Meeting }) => {
  const { plans } = useMeetingRights(meeting);
  const { present, apologies, community, status } = meeting;
  const members = useQuery(membersQuery(community)).data;
  const running = status === 'running';
  if (status === 'planned' && apologies.length === 0) return null;
  return (
    <Section
      id="attendance"
      title={status === 'closed' ? <Trans>Who was there</Trans> : <Trans>Who is here</Trans>}
      more={
        <span className="quiet">
          {members && running ? (
            <Trans>
              {present.length} of {members.length} here
            </Trans>
          ) : (
            <Plural value={present.length} one="# person" other="# people" />
          )}
        </span>
      }
    >
      <div className="stack">
        <People ids={running ? roundOf(present, meeting.id) : present} />
        {running && present.length > 2 && (
          <p className="small quiet">
            <Trans>For a round, speak in this order; everybody sees the same.</Trans>
          </p>
        )}
        {apologies.length > 0 && (
          <>
            <h3>
              <Trans>Could not come</Trans>
            </h3>
            <People ids={apologies} />
          </>
        )}
        {plans && running && (
          <details className={styles.fold}>
            <summary>
              <Trans>Tick who is here</Trans>
            </summary>
            <Taking meeting={meeting} />
          </details>
        )}
      </div>
    </Section>
  );
};
