import { Trans, useLingui } from '@lingui/react/macro';
import type { AskedSurvey } from '@skein/contracts';
import { ClipboardList } from 'lucide-react';
import { useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { Closing } from './Closing.tsx';
import { isDone, type KeptHere, keptHere } from './kept-here.ts';
import { askForOwnLink } from './queries.ts';

/** Leads on to the answering page in the reader’s language, where the survey has it. */
const useAnswering = ({ id }: AskedSurvey) => {
  const { i18n } = useLingui();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const open = async (): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    const answer = await askForOwnLink(id).catch(thrown);
    if (answer.ok) {
      const url = new URL(answer.value.url);
      if (!url.searchParams.has('lang')) url.searchParams.set('lang', i18n.locale);
      return location.assign(`${url.pathname}${url.search}`);
    }
    setBusy(false);
    setRefused(answer.problem.detail);
  };
  return { open, busy, refused };
};

/** What came of it so far, in a few words. */
const Given = ({ survey: { given, status }, kept }: { survey: AskedSurvey; kept: KeptHere }) => {
  if (kept === 'withdrawn') return <Trans>You took your answers back</Trans>;
  if (kept === 'receipt') return <Trans>You answered · your receipt is on this device</Trans>;
  if (given === 'answer')
    return <Trans>You answered · your receipt is on the device that you answered with</Trans>;
  if (kept === 'begun') return <Trans>You have begun; it is kept on this device</Trans>;
  if (given === 'ballot') return <Trans>You fetched your ballot, in the browser that you did so with</Trans>;
  if (given === 'nothing' && status === 'closed') return <Trans>You did not answer</Trans>;
  return null;
};

const useStep = (survey: AskedSurvey, kept: KeptHere): string | undefined => {
  const { t } = useLingui();
  if (survey.status === 'closed') return undefined;
  if (kept === 'receipt') return t`See or change`;
  if (isDone(survey, kept)) return undefined;
  return kept === 'begun' ? t`Go on` : t`Answer`;
};

/** A survey that asks who is signed in, with the step that is theirs. */
export const SurveyRow = ({ survey, first = false }: { survey: AskedSurvey; first?: boolean }) => {
  const { t } = useLingui();
  const { id, title, community, status, closesAt, closedAt = closesAt } = survey;
  const of = useCommunities().find((one) => one.id === community)?.name;
  const { open, busy, refused } = useAnswering(survey);
  const { written } = useMoments();
  const kept = keptHere(survey);
  const step = useStep(survey, kept);
  const said = <Given survey={survey} kept={kept} />;
  return (
    <Row
      lead={
        <Tile of={community ?? id}>
          <ClipboardList className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <>
          <p>
            {of && <>{of} · </>}
            {survey.mode === 'anonymous' && (
              <>
                <Trans>Anonymous</Trans> ·{' '}
              </>
            )}
            {status === 'open' ? <Closing at={closesAt} /> : <Trans>closed on {written(closedAt)}</Trans>}
          </p>
          <p>{said}</p>
          {refused && (
            <p role="alert">
              <Badge tone="danger">{refused}</Badge>
            </p>
          )}
        </>
      }
      act={
        step && (
          <Button
            look={first ? 'solid' : 'quiet'}
            size="small"
            onPress={open}
            pending={busy && t`Opening …`}
            aria-label={`${step}: ${title}`}
          >
            {step}
          </Button>
        )
      }
    />
  );
};
