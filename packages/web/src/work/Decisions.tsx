import { Trans, useLingui } from '@lingui/react/macro';
import type { Decision } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { decisionsQuery, useRecords } from './record-queries.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

const empty = { what: '', why: '', reviewOn: '' };

const RecordDecision = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`decision-${community}`, empty);
  const { decide } = useRecords();
  const act = async () => {
    const { reviewOn, ...told } = draft;
    const answer = await decide({ community, agreedBy: [], ...told, ...(reviewOn && { reviewOn }) });
    if (answer.ok) {
      change(empty);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Write a decision down`}
      title={t`What was decided?`}
      send={t`Write it down`}
      done={t`The decision is written down.`}
      missing={() =>
        new Map(draft.what.trim() ? [] : [['what', t`Write in a line what was decided.`] as const])
      }
      act={act}
    >
      {(faults) => (
        <>
          <TextField
            name="what"
            label={t`What, in a line`}
            error={faults?.fields.get('what')}
            value={draft.what}
            onChange={(what) => change({ what })}
            maxLength={300}
          />
          <TextField
            name="why"
            lines
            label={t`Why`}
            optional={t`(if you like)`}
            error={faults?.fields.get('why')}
            value={draft.why}
            onChange={(why) => change({ why })}
            maxLength={5000}
          />
          <TextField
            name="reviewOn"
            type="date"
            label={t`When to look at it again`}
            optional={t`(if you like)`}
            error={faults?.fields.get('reviewOn')}
            value={draft.reviewOn}
            onChange={(reviewOn) => change({ reviewOn })}
          />
        </>
      )}
    </FormDialog>
  );
};

/** Keeps a decision until another day, or for good where none is said. */
const KeepDecision = ({ decision }: { decision: Decision }) => {
  const { t } = useLingui();
  const [reviewOn, setReviewOn] = useState('');
  const { review } = useRecords();
  return (
    <FormDialog
      label={t`Keep it`}
      title={t`Keep the decision?`}
      send={t`Keep it`}
      done={t`The decision is kept.`}
      act={() => review(decision, { outcome: 'kept', ...(reviewOn && { reviewOn }) })}
    >
      {(faults) => (
        <>
          <p>“{decision.what}”</p>
          <TextField
            name="reviewOn"
            type="date"
            label={t`When to look at it again`}
            optional={t`(if you like)`}
            error={faults?.fields.get('reviewOn')}
            value={reviewOn}
            onChange={setReviewOn}
          />
        </>
      )}
    </FormDialog>
  );
};

const Review = ({ decision }: { decision: Decision }) => {
  const { t } = useLingui();
  const { review } = useRecords();
  const { what } = decision;
  return (
    <>
      <KeepDecision decision={decision} />
      <AskedStep
        label={t`End it`}
        look="danger"
        done={t`The decision has ended.`}
        title={t`End the decision?`}
        follows={<Trans>“{what}” no longer holds then. It stays to be read.</Trans>}
        words="possible"
        wordsLabel={t`Why`}
        act={(word) => review(decision, { outcome: 'ended', ...(word && { word }) })}
      />
    </>
  );
};

const DecisionRow = ({ decision }: { decision: Decision }) => {
  const { id, community, what, why, agreedBy, decidedOn, reviewOn, status } = decision;
  const { nameOf } = useNamesIn(community);
  const { runs } = usePlaceIn(community);
  const { written, list } = useMoments();
  const isDue = status === 'standing' && reviewOn !== undefined && reviewOn <= today();
  const people = list(agreedBy.map(nameOf));
  return (
    <Row
      id={`decision-${id}`}
      lead={
        <Tile of={community}>
          <Scale className="icon" />
        </Tile>
      }
      title={what}
      meta={
        <>
          {status === 'ended' && (
            <Badge tone="line">
              <Trans>Ended</Trans>
            </Badge>
          )}
          {isDue && (
            <Badge tone="caution">
              <Trans>Look at it again</Trans>
            </Badge>
          )}
          {why && <p>{why}</p>}
          <Trans>Decided on {written(decidedOn, 'date')}</Trans>
          {agreedBy.length > 0 && (
            <>
              {' '}
              · <Trans>agreed by {people}</Trans>
            </>
          )}
          {status === 'standing' && reviewOn && !isDue && (
            <>
              {' '}
              · <Trans>to be looked at again on {written(reviewOn, 'date')}</Trans>
            </>
          )}
        </>
      }
      act={runs && status === 'standing' && <Review decision={decision} />}
    />
  );
};

const first = 5;

/** What a community decided, the newest first; what is due to be looked at again before all else. */
export const Decisions = ({ community }: { community: string }) => {
  const decisions = useSuspenseQuery(decisionsQuery(community)).data;
  const { runs } = usePlaceIn(community);
  // A search leads to one of them, which may be an old one.
  const [all, setAll] = useState(() => window.location.hash.startsWith('#decision-'));
  const due = ({ status, reviewOn = '9999' }: Decision) => status === 'standing' && reviewOn <= today();
  const sorted = [...decisions.filter(due), ...decisions.filter((one) => !due(one))];
  return (
    <Section
      id="decisions"
      title={<Trans>What we decided</Trans>}
      level={3}
      more={runs && <RecordDecision community={community} />}
    >
      {sorted.length > 0 ? (
        <Rows stacked>
          {sorted.slice(0, all ? sorted.length : first).map((decision) => (
            <DecisionRow key={decision.id} decision={decision} />
          ))}
        </Rows>
      ) : (
        <p className="quiet">
          <Trans>No decision is written down yet.</Trans>
        </p>
      )}
      {!all && sorted.length > first && (
        <p>
          <Button look="quiet" size="small" onPress={() => setAll(true)}>
            <Trans>All decisions</Trans>
          </Button>
        </p>
      )}
    </Section>
  );
};
