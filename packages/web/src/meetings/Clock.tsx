import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { dyeClass } from '../ui/threads/dyes.ts';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { type Running, runningAt, soonMs } from './clock.ts';
import styles from './meetings.module.css';
import { useMeetingSteps } from './queries.ts';
import { useMeetingRights } from './rights.ts';

/** The moment, anew each second. */
const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const ticking = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  return now;
};

const gap = 1;

/** The parts as arcs of one round, each filled as far as it has gone. */
const Ring = ({ parts, gone }: { parts: readonly number[]; gone: number }) => {
  const total = parts.reduce((sum, minutes) => sum + minutes, 0);
  let begins = 0;
  return (
    <svg className={styles.ring} viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      {parts.map((minutes, part) => {
        const from = begins;
        begins += minutes;
        const length = Math.max(0.5, minutes - (parts.length > 1 ? (gap * total) / 100 : 0));
        const filled = Math.min(length, Math.max(0, gone - from));
        const arc = (long: number) => ({
          cx: 60,
          cy: 60,
          r: 52,
          pathLength: total,
          strokeDasharray: `${long} ${total}`,
          strokeDashoffset: -from,
        });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is called by its place
          <g key={part}>
            <circle className={styles.track} {...arc(length)} />
            {filled > 0 && <circle className={styles.gone} {...arc(filled)} />}
          </g>
        );
      })}
    </svg>
  );
};

const Left = ({ left }: Pick<Running, 'left'>) => {
  const minutes = Math.ceil(Math.abs(left) / 60_000);
  return (
    <p className={styles.left}>
      <b className="num">{minutes}</b>
      {left > 0 ? (
        <span>
          <Plural value={minutes} one="minute left" other="minutes left" />
        </span>
      ) : (
        <span>
          <Plural value={minutes} one="minute over" other="minutes over" />
        </span>
      )}
    </p>
  );
};

/** In which part the meeting is and for how long, with a gentle word before it ends. */
export const Clock = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const now = useNow();
  const { written } = useMoments();
  const { agenda, openedAt, startsAt, minutes, community, underWay } = meeting;
  const { plans } = useMeetingRights(meeting);
  const { goTo } = useMeetingSteps(meeting);
  const parts = agenda.length > 0 ? agenda : [{ title: t`The meeting`, minutes }];
  const running = runningAt(parts, new Date(openedAt ?? startsAt), now, underWay);
  const part = running && parts[running.part];
  if (!running || !part) return null;
  const next = parts[running.part + 1];
  const soon = running.left < soonMs;
  const go = async (to: number): Promise<void> => {
    const answer = await goTo(to).catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  return (
    <section
      aria-label={t`Clock`}
      className={`${styles.clock} ${dyeClass(community)} ${soon ? styles.soon : ''}`}
    >
      <div className={styles.face}>
        <Ring parts={parts.map((one) => one.minutes)} gone={running.gone} />
        <Left left={running.left} />
      </div>
      <div className={styles.now}>
        <h2>{part.title}</h2>
        <p className="quiet">
          <Trans>until {written(running.until, 'time')}</Trans>
        </p>
        <p role="status" className="small">
          {soon &&
            (next ? (
              <Trans>Come to an end gently. Next: {next.title}</Trans>
            ) : (
              <Trans>Come to an end gently.</Trans>
            ))}
        </p>
        {plans && agenda.length > 1 && (
          <Buttons>
            {next && (
              <Button look="quiet" size="small" onPress={() => go(running.part + 1)}>
                <Trans>Next part</Trans>
              </Button>
            )}
            {running.part > 0 && (
              <Button look="bare" size="small" onPress={() => go(running.part - 1)}>
                <Trans>Back</Trans>
              </Button>
            )}
          </Buttons>
        )}
      </div>
    </section>
  );
};
