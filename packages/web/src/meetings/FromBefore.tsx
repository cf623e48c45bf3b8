import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { AgendaItem, Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import styles from './meetings.module.css';
import { openQuery, useMeetingSteps } from './queries.ts';

/** What a community has open, to be put on the agenda with a press. */
export const FromBefore = ({ meeting, items }: { meeting: Meeting; items: readonly AgendaItem[] }) => {
  const { t } = useLingui();
  const { data = [] } = useQuery(openQuery(meeting.community));
  const { propose } = useMeetingSteps(meeting);
  const names = {
    tension: t`A tension`,
    case: t`A case that waits for feedback`,
    decision: t`A decision that is to be looked at again`,
    step: t`A next step`,
  };
  const taken = new Set(items.map(({ ref }) => ref));
  const open = data.filter(({ ref }) => !taken.has(ref));
  if (open.length === 0) return null;
  const put = async (body: (typeof open)[number]): Promise<void> => {
    const answer = await propose(body).catch(thrown);
    say(answer.ok ? t`It is on the agenda.` : answer.problem.detail);
  };
  return (
    <details className={styles.fold}>
      <summary>
        <Plural value={open.length} one="# thing is open from before" other="# things are open from before" />
      </summary>
      <Rows lie="plain">
        {open.map((one) => (
          <Row
            key={one.ref}
            title={one.title}
            meta={names[one.kind]}
            act={
              <Button look="quiet" size="small" onPress={() => put(one)}>
                <Trans>Put on the agenda</Trans>
              </Button>
            }
          />
        ))}
      </Rows>
    </details>
  );
};
