import { Trans, useLingui } from '@lingui/react/macro';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { type MeetingDraft, type Rhythm, rhythmsOn } from './draft.ts';
import styles from './planning.module.css';
import { useRhythmNames } from './rhythms.ts';

export interface PlanFieldsProps {
  readonly draft: MeetingDraft;
  readonly change: (changes: Partial<MeetingDraft>) => void;
  readonly faults: Faults | undefined;
  /** Whether the days stay as they are. */
  readonly keepsDay?: boolean;
  /** Whether it is asked how it comes back, and whom it is for. */
  readonly asks?: { readonly rhythm?: boolean; readonly own?: boolean; readonly audience?: boolean };
}

/** What the form says is missing, before anybody is asked. */
export const useMissing = () => {
  const { t } = useLingui();
  return ({ title, day, time, minutes }: MeetingDraft): Faults | undefined => {
    const fields = new Map<string, string>();
    if (!title.trim()) fields.set('title', t`Write what it is called.`);
    if (!day) fields.set('day', t`Choose the day.`);
    if (!time) fields.set('time', t`Choose when it begins.`);
    if (!(Number(minutes) >= 1)) fields.set('minutes', t`Write how many minutes it takes.`);
    return fields.size > 0 ? { fields } : undefined;
  };
};

const zones = (now: string): string[] =>
  [...new Set([now, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(Boolean).toSorted();

/** A fault of the plan, at the field it was typed into. */
const places: Readonly<Record<string, readonly string[]>> = {
  day: ['plan.start', 'wall'],
  minutes: ['plan.minutes', 'minutes'],
  zone: ['plan.zone', 'zone'],
  until: ['plan.rule.until', 'plan.rule.count'],
  rhythm: ['plan.rule', 'plan.rule.interval', 'plan.rule.monthDay', 'plan.rule.nth'],
};

const More = ({
  draft,
  change,
  errorOf,
  asks,
}: PlanFieldsProps & { errorOf: (field: string) => string | undefined }) => {
  const { t } = useLingui();
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Place, link, end, time zone</Trans>
      </summary>
      <div className="stack stack--wide">
        <TextField
          name="place"
          label={t`Where is it?`}
          optional={t`(if you like)`}
          error={errorOf('place')}
          value={draft.place}
          onChange={(place) => change({ place })}
          maxLength={200}
        />
        <TextField
          name="joinLink"
          type="url"
          label={t`Link to join from afar`}
          optional={t`(if you like)`}
          hint={t`Members of the community alone see it.`}
          error={errorOf('joinLink')}
          value={draft.joinLink}
          onChange={(joinLink) => change({ joinLink })}
          maxLength={2000}
        />
        {asks?.rhythm && draft.rhythm !== 'once' && (
          <TextField
            name="until"
            type="date"
            label={t`Last day`}
            optional={t`(without one it goes on)`}
            error={errorOf('until')}
            value={draft.until}
            onChange={(until) => change({ until })}
          />
        )}
        <SelectField
          name="zone"
          label={t`By whose clock?`}
          hint={t`It keeps this time of day when clocks change.`}
          error={errorOf('zone')}
          value={draft.zone}
          onChange={(zone) => change({ zone })}
          options={zones(draft.zone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
        />
        {asks?.audience && (
          <Choices legend={t`Whom is it for?`}>
            <Choice
              kind="radio"
              name="audience"
              label={t`The community`}
              checked={draft.audience === 'community'}
              onChange={() => change({ audience: 'community' })}
            />
            <Choice
              kind="radio"
              name="audience"
              label={t`Everybody in the network; visitors see it too`}
              checked={draft.audience === 'network'}
              onChange={() => change({ audience: 'network' })}
            />
          </Choices>
        )}
      </div>
    </details>
  );
};

/** What a meeting or a series is, when, and how it comes back: three fields to fill in, the rest has an answer. */
export const PlanFields = (props: PlanFieldsProps) => {
  const { draft, change, faults, asks, keepsDay = false } = props;
  const { t } = useLingui();
  const nameOf = useRhythmNames();
  const errorOf = (field: string): string | undefined =>
    [field, ...(places[field] ?? [])].map((one) => faults?.fields.get(one)).find(Boolean);
  // Of a series there is no way to a single date.
  const possible = rhythmsOn(draft.day).filter((way) => way !== 'once' || asks?.audience);
  const ways: Rhythm[] = [...possible, ...(asks?.own ? (['own'] as const) : [])];
  // A way that the new day does not allow gives way to the one that every day does.
  const move = (day: string): void =>
    change({
      day,
      ...(!rhythmsOn(day).includes(draft.rhythm) && draft.rhythm !== 'own' && { rhythm: 'month-day' }),
    });
  return (
    <>
      <TextField
        name="title"
        label={t`What is it called?`}
        error={errorOf('title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
      />
      <div className={styles.when}>
        {!keepsDay && (
          <TextField
            name="day"
            type="date"
            label={asks?.audience ? t`First day` : t`Day`}
            error={errorOf('day')}
            value={draft.day}
            onChange={move}
          />
        )}
        <TextField
          name="time"
          type="time"
          label={t`Begins at`}
          error={errorOf('time')}
          value={draft.time}
          onChange={(time) => change({ time })}
        />
        <TextField
          name="minutes"
          type="number"
          inputMode="numeric"
          label={t`Minutes`}
          error={errorOf('minutes')}
          value={draft.minutes}
          onChange={(minutes) => change({ minutes })}
        />
      </div>
      {asks?.rhythm && (
        <SelectField
          name="rhythm"
          label={t`How often?`}
          error={errorOf('rhythm')}
          value={draft.rhythm}
          onChange={(rhythm) => change({ rhythm: rhythm as Rhythm })}
          options={ways.map((way) => [way, nameOf(way, draft.day)] as const)}
        />
      )}
      <More {...props} errorOf={errorOf} />
    </>
  );
};
