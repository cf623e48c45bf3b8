import { Trans, useLingui } from '@lingui/react/macro';
import type { AgendaItem, Meeting } from '@skein/contracts';
import { ArrowDown, ArrowUp, Check, CircleDashed, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNameOf } from '../people/Named.tsx';
import { useActor } from '../session/store.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { Handle } from './Dragged.tsx';
import styles from './meetings.module.css';
import { ItemNotes } from './Notes.tsx';
import { useMeetingSteps } from './queries.ts';
import { useMeetingRights } from './rights.ts';

const By = ({ id }: { id: string }) => useNameOf(id);

/** Where an item can go from where it is; undefined where it cannot. */
export interface Ways {
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
}

interface ItemProps {
  readonly item: AgendaItem;
  readonly meeting: Meeting;
  readonly ways: Ways;
  onDragged(id: string | undefined): void;
  /** Where another one may be put, while one is dragged. */
  readonly children: ReactNode;
}

const Acts = ({ item, meeting, ways, onDragged }: Omit<ItemProps, 'children'>) => {
  const { t } = useLingui();
  const { plans } = useMeetingRights(meeting);
  const mine = useActor()?.person === item.proposedBy;
  const steps = useMeetingSteps(meeting);
  const { title } = item;
  const told = async (step: Promise<{ ok: true } | { ok: false; problem: { detail: string } }>) => {
    const answer = await step.catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  if (meeting.status === 'closed') return null;
  return (
    <div className={styles.acts}>
      {plans && (
        <>
          <Handle id={item.id} title={title} onDragged={onDragged} />
          <Button
            look="bare"
            size="icon"
            aria-label={t`Earlier: ${title}`}
            isDisabled={!ways.up}
            onPress={() => ways.up?.()}
          >
            <ArrowUp className="icon" aria-hidden="true" />
          </Button>
          <Button
            look="bare"
            size="icon"
            aria-label={t`Later: ${title}`}
            isDisabled={!ways.down}
            onPress={() => ways.down?.()}
          >
            <ArrowDown className="icon" aria-hidden="true" />
          </Button>
          {meeting.status === 'running' && (
            <Button look="quiet" size="small" onPress={() => told(steps.mark(item, !item.done))}>
              {item.done ? <Trans>Not done yet</Trans> : <Trans>Done</Trans>}
            </Button>
          )}
        </>
      )}
      {(plans || mine) && (
        <Button
          look="bare"
          size="icon"
          aria-label={t`Take off the agenda: ${title}`}
          onPress={() => told(steps.withdraw(item))}
        >
          <Trash2 className="icon" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
};

/** One item of the agenda: whether it is done, who proposed it, and what can be done with it. */
export const Item = ({ item, meeting, ways, onDragged, children }: ItemProps) => {
  const { title, done, proposedBy, carriedFrom, carriedTo } = item;
  return (
    <li className={styles.item}>
      {children}
      {done ? (
        <Check className={`icon ${styles.done}`} aria-hidden="true" />
      ) : (
        <CircleDashed className="icon quiet" aria-hidden="true" />
      )}
      <div className={styles.about}>
        <span>{title}</span>
        <span className="small quiet">
          {done && (
            <>
              <Trans>Done</Trans> ·{' '}
            </>
          )}
          {carriedFrom ? (
            <Trans>From an earlier meeting</Trans>
          ) : (
            proposedBy && (
              <Trans>
                Proposed by <By id={proposedBy} />
              </Trans>
            )
          )}
          {carriedTo && (
            <>
              {' '}
              · <Trans>goes on to the next date</Trans>
            </>
          )}
        </span>
      </div>
      <Acts item={item} meeting={meeting} ways={ways} onDragged={onDragged} />
      <div className={styles.below}>
        <ItemNotes meeting={meeting} item={item.id} about={title} />
      </div>
    </li>
  );
};
