import { Trans, useLingui } from '@lingui/react/macro';
import type { IntroductionQuestion } from '@skein/contracts';
import { Handshake } from 'lucide-react';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useIntroductionAnswer } from './queries.ts';

/** An introduction that somebody offers, answered in place. */
export const IntroductionRow = ({ asked }: { asked: IntroductionQuestion }) => {
  const { t } = useLingui();
  const { introduction: id, weaver, reason, others, expiresAt } = asked;
  const { list, written } = useMoments();
  const answer = useIntroductionAnswer();
  const names = list(others.map(({ name, community }) => (community ? `${name} (${community})` : name)));
  return (
    <Row
      lead={
        <Tile of={id}>
          <Handshake className="icon" />
        </Tile>
      }
      title={
        <Trans>
          {weaver} would like to introduce you to {names}
        </Trans>
      }
      meta={
        <>
          <p>“{reason}”</p>
          <p>
            <Trans>open until {written(expiresAt)}</Trans>
          </p>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Yes, introduce us`}
            done={t`You said yes. As soon as they do too, you get a letter with their address.`}
            title={t`Would you like to know each other?`}
            follows={
              <Trans>Only if you say yes, and they do too, does each of you get the other’s address.</Trans>
            }
            act={() => answer(id, 'accept')}
          />
          <AskedStep
            label={t`No, thank you`}
            done={t`You said no, and that is fine: they are not told.`}
            title={t`Say no?`}
            follows={
              <Trans>They are not told. Until it ends you can still say yes, by your letter’s link.</Trans>
            }
            act={() => answer(id, 'decline')}
          />
        </>
      }
    />
  );
};
