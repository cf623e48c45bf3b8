import { Trans, useLingui } from '@lingui/react/macro';
import type { Tension } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { ByMail } from './ByMail.tsx';
import { useOutcomeName } from './outcome.ts';
import { ProcessTension } from './ProcessTension.tsx';
import { RaiseTension } from './RaiseTension.tsx';
import { dealtWithQuery, tensionsQuery, useRecords } from './record-queries.ts';

/** Takes a tension back that one raised; for as long as the toast stands, it can be opened again. */
export const WithdrawTension = ({ tension }: { tension: Tension }) => {
  const { t } = useLingui();
  const { withdraw, reopen } = useRecords();
  const act = async (): Promise<void> => {
    const answer = await withdraw(tension).catch(thrown);
    if (!answer.ok) return say(answer.problem.detail);
    const undo = () => void reopen(answer.value);
    return say(t`It is withdrawn.`, { label: t`Raise it again`, act: undo });
  };
  return (
    <Button look="bare" size="small" onPress={act}>
      <Trans>Withdraw it</Trans>
    </Button>
  );
};

const TensionRow = ({ tension }: { tension: Tension }) => {
  const { id, community, title, wouldHelp, raisedBy, raisedAt } = tension;
  const { nameOf } = useNamesIn(community);
  const { me, runs } = usePlaceIn(community);
  const { away } = useMoments();
  const by = nameOf(raisedBy);
  return (
    <Row
      id={`tension-${id}`}
      lead={
        <Tile of={community}>
          <Zap className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <>
          {wouldHelp && (
            <p>
              <Trans>What would help: {wouldHelp}</Trans>
            </p>
          )}
          <Trans>
            Raised by {by}, {away(raisedAt)}
          </Trans>
        </>
      }
      act={
        <>
          {runs && <ProcessTension tension={tension} />}
          {raisedBy !== undefined && raisedBy === me && <WithdrawTension tension={tension} />}
        </>
      }
    />
  );
};

/** A tension that became something, which is opened again where it is still one. */
const DealtWithRow = ({ tension }: { tension: Tension }) => {
  const { t } = useLingui();
  const { community, title, raisedBy, history } = tension;
  const { nameOf } = useNamesIn(community);
  const { me, runs } = usePlaceIn(community);
  const { away } = useMoments();
  const outcomeName = useOutcomeName();
  const { reopen } = useRecords();
  const { at, by, word } = history.at(-1) ?? { at: tension.raisedAt };
  const who = nameOf(by);
  const act = async (): Promise<void> => {
    const answer = await reopen(tension).catch(thrown);
    say(answer.ok ? t`It is open again.` : answer.problem.detail);
  };
  return (
    <Row
      lead={
        <Tile of={community}>
          <Zap className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <>
          {word && <p>{word}</p>}
          {outcomeName(tension)} · {who}, {away(at)}
        </>
      }
      act={
        (runs || (raisedBy !== undefined && raisedBy === me)) && (
          <Button look="bare" size="small" onPress={act}>
            <Trans>Open it again</Trans>
          </Button>
        )
      }
    />
  );
};

/** What became of the tensions that were dealt with last. */
export const DealtWith = ({ community }: { community: string }) => {
  const tensions = useSuspenseQuery(dealtWithQuery(community)).data;
  if (tensions.length === 0) return null;
  return (
    <Section id="dealt-with" title={<Trans>Dealt with lately</Trans>} level={3}>
      <Rows stacked>
        {tensions.map((tension) => (
          <DealtWithRow key={tension.id} tension={tension} />
        ))}
      </Rows>
    </Section>
  );
};

/** What the members of a community want dealt with: the one raised first first. */
export const Tensions = ({ community }: { community: string }) => {
  const tensions = useSuspenseQuery(tensionsQuery(community)).data;
  const { takesPart } = usePlaceIn(community);
  return (
    <Section
      id="tensions"
      title={<Trans>To be dealt with</Trans>}
      level={3}
      more={takesPart && <RaiseTension community={community} />}
    >
      {tensions.length > 0 ? (
        <Rows stacked>
          {tensions.map((tension) => (
            <TensionRow key={tension.id} tension={tension} />
          ))}
        </Rows>
      ) : (
        <p className="quiet">
          <Trans>Nothing is open. Raise whatever is in the way: it comes up at the next meeting.</Trans>
        </p>
      )}
      {takesPart && <ByMail community={community} />}
    </Section>
  );
};
