import { Trans, useLingui } from '@lingui/react/macro';
import type { LearningCase } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { usePlaceIn } from '../session/reading.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { useMoments } from '../words/moments.ts';
import { AddContribution } from './AddContribution.tsx';
import { meetingsAroundQuery, useCases } from './queries.ts';
import { useScopeName } from './words.ts';

const TellTried = ({ of }: { of: LearningCase }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`tried-${of.id}`, { tried: of.tried ?? '' });
  const { edit } = useCases();
  const act = async () => {
    const answer = await edit(of, { tried: draft.tried });
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={t`Say what was tried`}
      title={t`What was tried since?`}
      send={t`Save`}
      done={t`It is noted; it comes up at the next meeting.`}
      missing={() => new Map(draft.tried.trim() ? [] : [['tried', t`Write what was tried.`] as const])}
      act={act}
    >
      {(faults) => (
        <TextField
          name="tried"
          lines
          label={t`What was tried, and what came of it`}
          error={faults?.fields.get('tried')}
          value={draft.tried}
          onChange={(tried) => change({ tried })}
          maxLength={10_000}
        />
      )}
    </FormDialog>
  );
};

const FeedBack = ({ of }: { of: LearningCase }) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { data: meetings = [] } = useQuery(meetingsAroundQuery(of.community));
  const told = meetings.find(({ id }) => id === of.meeting)?.startsAt ?? '';
  const later = meetings.filter(({ startsAt }) => startsAt > told);
  const { draft, change, forget } = useDraft(`fed-back-${of.id}`, { meeting: '', tried: of.tried ?? '' });
  const { edit } = useCases();
  const missing = () => {
    const fields = new Map<string, string>();
    if (!draft.tried.trim()) fields.set('feedback.tried', t`Write what was tried.`);
    if (!draft.meeting) fields.set('feedback.meeting', t`Choose the meeting at which it was told.`);
    return fields;
  };
  const act = async () => {
    const answer = await edit(of, { feedback: draft });
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={t`Feed it back`}
      title={t`What was fed back?`}
      send={t`Close the case with it`}
      done={t`The loop is closed.`}
      missing={missing}
      act={act}
    >
      {(faults) => (
        <>
          <SelectField
            name="feedback.meeting"
            label={t`At which meeting?`}
            hint={t`At a later one than it was brought to.`}
            error={faults?.fields.get('feedback.meeting')}
            value={draft.meeting}
            onChange={(meeting) => change({ meeting })}
            empty={t`Choose a meeting`}
            options={later.map(
              ({ id, title, startsAt }) => [id, `${written(startsAt, 'date')}: ${title}`] as const,
            )}
          />
          <TextField
            name="feedback.tried"
            lines
            label={t`What was tried, and what came of it`}
            error={faults?.fields.get('feedback.tried')}
            value={draft.tried}
            onChange={(tried) => change({ tried })}
            maxLength={10_000}
          />
        </>
      )}
    </FormDialog>
  );
};

const KeepTo = ({ of }: { of: LearningCase }) => {
  const { t } = useLingui();
  const scopeName = useScopeName();
  const { draft, change } = useDraft(`scope-${of.id}`, { scope: of.scope as string });
  const { keepTo } = useCases();
  return (
    <FormDialog
      label={t`Who may read it`}
      title={t`Who may read it?`}
      send={t`Save`}
      done={t`It is as you said.`}
      act={() => keepTo(of, draft.scope as LearningCase['scope'])}
    >
      {(faults) => (
        <>
          <p>
            <Trans>
              The whole network reads the situation, what was taken forward and what was tried, and your name;
              nobody else’s, and no observation.
            </Trans>
          </p>
          <SelectField
            name="scope"
            label={t`Who may read it`}
            error={faults?.fields.get('scope')}
            value={draft.scope}
            onChange={(scope) => change({ scope })}
            options={(['meeting', 'community', 'network'] as const).map(
              (one) => [one, scopeName(one)] as const,
            )}
          />
        </>
      )}
    </FormDialog>
  );
};

/** What can be done with a case by whoever looks at it. */
export const CaseActs = ({ of }: { of: LearningCase }) => {
  const { me, runs, takesPart } = usePlaceIn(of.community);
  const isMine = me !== undefined && of.broughtBy === me;
  const isOpen = of.status !== 'closed';
  return (
    <Buttons>
      {isOpen && takesPart && <AddContribution to={of} />}
      {isOpen && (isMine || runs) && (
        <>
          <TellTried key={`tried ${of.version}`} of={of} />
          <FeedBack key={`feedback ${of.version}`} of={of} />
        </>
      )}
      {isMine && <KeepTo key={of.scope} of={of} />}
    </Buttons>
  );
};
