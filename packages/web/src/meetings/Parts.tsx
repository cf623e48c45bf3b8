import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { Choice } from '../ui/field/Choice.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import styles from './meetings.module.css';
import { useMeetingSteps } from './queries.ts';

/** A part as it is typed; `key` stays with it through any order. */
interface Typed {
  readonly key: number;
  readonly title: string;
  readonly minutes: string;
}

const typed = (parts: Meeting['agenda']): Typed[] =>
  parts.map(({ title, minutes }, key) => ({ key, title, minutes: String(minutes) }));

const swapped = (parts: readonly Typed[], at: number, other: number): Typed[] => {
  const [one, two] = [parts[at], parts[other]];
  return one && two ? parts.with(at, two).with(other, one) : [...parts];
};

interface PartFieldsProps {
  readonly parts: readonly Typed[];
  readonly at: number;
  readonly errors: ReadonlyMap<string, string> | undefined;
  change(parts: Typed[]): void;
}

const PartFields = ({ parts, at, errors, change }: PartFieldsProps) => {
  const { t } = useLingui();
  const part = parts[at];
  if (!part) return null;
  const set = (more: Partial<Typed>) => change(parts.with(at, { ...part, ...more }));
  const number = at + 1;
  return (
    <li className={styles.partFields}>
      <TextField
        name={`agenda.${at}.title`}
        label={t`Part ${number}`}
        error={errors?.get(`agenda.${at}.title`)}
        value={part.title}
        onChange={(title) => set({ title })}
        maxLength={120}
      />
      <TextField
        name={`agenda.${at}.minutes`}
        label={t`Minutes`}
        inputMode="numeric"
        error={errors?.get(`agenda.${at}.minutes`)}
        value={part.minutes}
        onChange={(minutes) => set({ minutes })}
        maxLength={4}
      />
      <div className={styles.partActs}>
        <Button
          look="bare"
          size="icon"
          aria-label={t`Part ${number}: earlier`}
          isDisabled={at === 0}
          onPress={() => change(swapped(parts, at, at - 1))}
        >
          <ArrowUp className="icon" aria-hidden="true" />
        </Button>
        <Button
          look="bare"
          size="icon"
          aria-label={t`Part ${number}: later`}
          isDisabled={at === parts.length - 1}
          onPress={() => change(swapped(parts, at, at + 1))}
        >
          <ArrowDown className="icon" aria-hidden="true" />
        </Button>
        <Button
          look="bare"
          size="icon"
          aria-label={t`Part ${number}: take away`}
          onPress={() => change(parts.toSpliced(at, 1))}
        >
          <Trash2 className="icon" aria-hidden="true" />
        </Button>
      </div>
    </li>
  );
};

/** The timed parts of a meeting, changed by who runs it, and kept for all calls of the community if they want. */
export const Parts = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { time } = useMeetingSteps(meeting);
  const [parts, setParts] = useState<readonly Typed[]>();
  const [forAll, setForAll] = useState(false);
  const shown = parts ?? typed(meeting.agenda);
  const missing = () => {
    const fields = new Map<string, string>();
    for (const [at, { title, minutes }] of shown.entries()) {
      if (!title.trim()) fields.set(`agenda.${at}.title`, t`Say what it is called.`);
      if (!(/^\d{1,4}$/.test(minutes.trim()) && Number(minutes) > 0))
        fields.set(`agenda.${at}.minutes`, t`Say how many minutes it takes.`);
    }
    return fields;
  };
  const act = async () => {
    const agenda = shown.map(({ title, minutes }) => ({ title: title.trim(), minutes: Number(minutes) }));
    const answer = await time(agenda, forAll);
    if (answer.ok) setParts(undefined);
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Change the parts</Trans>}
      title={t`The parts of the meeting`}
      send={t`Save`}
      done={t`The parts are saved.`}
      missing={missing}
      act={act}
    >
      {(faults) => (
        <>
          <ol className="stack">
            {shown.map(({ key }, at) => (
              <PartFields key={key} parts={shown} at={at} errors={faults?.fields} change={setParts} />
            ))}
          </ol>
          <div>
            <Button
              look="quiet"
              size="small"
              isDisabled={shown.length >= 40}
              onPress={() =>
                setParts([
                  ...shown,
                  { key: 1 + Math.max(-1, ...shown.map(({ key }) => key)), title: '', minutes: '10' },
                ])
              }
            >
              <Plus className="icon" aria-hidden="true" />
              <Trans>Add a part</Trans>
            </Button>
          </div>
          <Choice
            label={t`Keep them for all calls of the community that have no parts of their own`}
            checked={forAll}
            onChange={setForAll}
          />
        </>
      )}
    </FormDialog>
  );
};
