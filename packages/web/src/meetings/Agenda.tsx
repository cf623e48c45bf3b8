import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { AgendaItem, Meeting } from '@skein/contracts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { DownloadButton } from '../ui/files/DownloadButton.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { beganAt, beginnings } from './clock.ts';
import { Place } from './Dragged.tsx';
import { FromBefore } from './FromBefore.tsx';
import { Item } from './Item.tsx';
import styles from './meetings.module.css';
import { moved, put } from './order.ts';
import { Parts } from './Parts.tsx';
import { Propose } from './Propose.tsx';
import { agendaQuery, templateQuery, useMeetingSteps, usePrints } from './queries.ts';
import { useMeetingRights } from './rights.ts';

interface ItemsProps {
  readonly part: number;
  readonly items: readonly AgendaItem[];
  readonly meeting: Meeting;
  /** The item that is dragged. */
  readonly dragged: string | undefined;
  onDragged(id: string | undefined): void;
}

const Items = ({ part, items, meeting, dragged, onDragged }: ItemsProps) => {
  const { t } = useLingui();
  const { arrange } = useMeetingSteps(meeting);
  const parts = Math.max(1, meeting.agenda.length);
  const take = async (order: readonly AgendaItem[] | undefined): Promise<void> => {
    if (!order || order === items) return;
    const answer = await arrange(order).catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  const way = (item: AgendaItem, by: -1 | 1) => {
    const order = moved(items, item.id, by, parts);
    return order && (() => take(order));
  };
  const here = items.filter((item) => Math.min(item.part, parts - 1) === part);
  const place = meeting.agenda[part]?.title ?? t`the agenda`;
  return (
    <>
      {here.length > 0 && (
        <ul className={styles.items}>
          {here.map((item) => (
            <Item
              key={item.id}
              item={item}
              meeting={meeting}
              ways={{ up: way(item, -1), down: way(item, 1) }}
              onDragged={onDragged}
            >
              {dragged && dragged !== item.id && (
                <Place
                  label={t`Before ${item.title}`}
                  onPut={() => void take(put(items, dragged, { part, before: item.id }))}
                />
              )}
            </Item>
          ))}
        </ul>
      )}
      {dragged && (
        <div className={styles.last}>
          <Place label={t`Last in ${place}`} onPut={() => void take(put(items, dragged, { part }))} />
        </div>
      )}
    </>
  );
};

/** The parts of the community’s calls, offered where a meeting has none. */
const UsualParts = ({ meeting }: { meeting: Meeting }) => {
  const { time } = useMeetingSteps(meeting);
  const { data } = useQuery(templateQuery(meeting.community, meeting.minutes));
  if (!data?.parts.length) return null;
  const { parts } = data;
  const take = async (): Promise<void> => {
    const answer = await time(parts).catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  const minutes = parts.map((one) => one.minutes).join(' · ');
  return (
    <div className="stack stack--tight">
      <p className="quiet">
        <Trans>This meeting has no timed parts yet.</Trans>
      </p>
      <div>
        <Button look="quiet" size="small" onPress={take}>
          <Trans>Take {minutes} minutes</Trans>
        </Button>
      </div>
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
  const { agenda, status, underWay } = meeting;
  const [dragged, onDragged] = useState<string>();
  const lists = { items, meeting, dragged, onDragged };
  const total = agenda.reduce((sum, { minutes }) => sum + minutes, 0);
  const times = beginnings(agenda, beganAt(meeting), underWay);
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
                <Items part={part} {...lists} />
              </li>
            ))}
          </ol>
        ) : (
          <>
            <Items part={0} {...lists} />
            {plans && status !== 'closed' && <UsualParts meeting={meeting} />}
          </>
        )}
        {plans && status !== 'closed' && (
          <div>
            <Parts meeting={meeting} />
          </div>
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
