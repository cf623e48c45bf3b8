import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { AgendaItem, Meeting } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '../ui/button/Button.tsx';
import { DownloadButton } from '../ui/files/DownloadButton.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { beganAt, beginnings } from './clock.ts';
import { FromBefore } from './FromBefore.tsx';
import { Item } from './Item.tsx';
import styles from './meetings.module.css';
import { moved } from './order.ts';
import { Propose } from './Propose.tsx';
import { agendaQuery, useMeetingSteps, usePrints } from './queries.ts';
import { useMeetingRights } from './rights.ts';

const Items = ({
  part,
  items,
  meeting,
}: {
  part: number;
  items: readonly AgendaItem[];
  meeting: Meeting;
}) => {
  const { arrange } = useMeetingSteps(meeting);
  const parts = Math.max(1, meeting.agenda.length);
  const way = (item: AgendaItem, by: -1 | 1) => {
    const order = moved(items, item.id, by, parts);
    if (!order) return undefined;
    return async () => {
      const answer = await arrange(order).catch(thrown);
      if (!answer.ok) say(answer.problem.detail);
    };
  };
  const here = items.filter((item) => Math.min(item.part, parts - 1) === part);
  return (
    here.length > 0 && (
      <ul className={styles.items}>
        {here.map((item) => (
          <Item
            key={item.id}
            item={item}
            meeting={meeting}
            ways={{ up: way(item, -1), down: way(item, 1) }}
          />
        ))}
      </ul>
    )
  );
};

/** The parts that many communities have found to work; offered where a meeting has none. */
const UsualParts = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { time } = useMeetingSteps(meeting);
  const take = async (): Promise<void> => {
    const answer = await time([
      { title: t`Check-in`, minutes: 5 },
      { title: t`Learning discussion`, minutes: 55 },
      { title: t`Tactical`, minutes: 20 },
      { title: t`Check-out`, minutes: 10 },
    ]).catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  return (
    <div className="stack stack--tight">
      <p className="quiet">
        <Trans>This meeting has no timed parts yet.</Trans>
      </p>
      <Button look="quiet" size="small" onPress={take}>
        <Trans>Take 5 · 55 · 20 · 10 minutes</Trans>
      </Button>
    </div>
  );
};

/** The agenda on paper; who runs the meeting has one of their own too. */
const OnPaper = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { agenda } = usePrints(meeting.id);
  const { plans } = useMeetingRights(meeting);
  return (
    <Buttons>
      <DownloadButton get={() => agenda('all')} waits={t`Printing …`}>
        <Trans>Agenda as PDF</Trans>
      </DownloadButton>
      {plans && (
        <DownloadButton get={() => agenda('host')} waits={t`Printing …`}>
          <Trans>For me who runs it</Trans>
        </DownloadButton>
      )}
    </Buttons>
  );
};

/** The agenda: its parts with their times, and what is to be spoken about in each. */
export const Agenda = ({ meeting }: { meeting: Meeting }) => {
  const { written } = useMoments();
  const items = useSuspenseQuery(agendaQuery(meeting.id)).data;
  const { plans, belongs } = useMeetingRights(meeting);
  const { agenda, status } = meeting;
  const total = agenda.reduce((sum, { minutes }) => sum + minutes, 0);
  const times = beginnings(agenda, beganAt(meeting));
  return (
    <Section
      id="agenda"
      title={<Trans>Agenda</Trans>}
      more={
        total > 0 && (
          <span className="quiet num">
            <Plural value={total} one="# minute" other="# minutes" />
          </span>
        )
      }
    >
      <div className="stack stack--wide">
        {agenda.length > 0 ? (
          <ol className={styles.parts}>
            {agenda.map(({ title, minutes }, part) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is called by its place
              <li key={part} className={styles.part}>
                <div className="row row--apart">
                  <h3>{title}</h3>
                  <span className="small quiet num">
                    {times[part] && written(times[part], 'time')} ·{' '}
                    <Plural value={minutes} one="# minute" other="# minutes" />
                  </span>
                </div>
                <Items part={part} items={items} meeting={meeting} />
              </li>
            ))}
          </ol>
        ) : (
          <>
            <Items part={0} items={items} meeting={meeting} />
            {plans && status !== 'closed' && <UsualParts meeting={meeting} />}
          </>
        )}
        {belongs && status !== 'closed' && (
          <div className="stack">
            <FromBefore meeting={meeting} items={items} />
            <Propose meeting={meeting} />
          </div>
        )}
        {belongs && <OnPaper meeting={meeting} />}
      </div>
    </Section>
  );
};
