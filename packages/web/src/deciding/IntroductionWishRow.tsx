import { Trans, useLingui } from '@lingui/react/macro';
import type { IntroductionWish } from '@skein/contracts';
import { PersonName, useNameOf } from '../people/Named.tsx';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

/** Somebody who would like to be introduced to another member. */
export const IntroductionWishRow = ({ wish }: { wish: IntroductionWish }) => {
  const { t } = useLingui();
  const { person, to, reason, askedAt } = wish;
  const { introduce, declineToIntroduce } = useDeciding();
  const [name, other] = [useNameOf(person), useNameOf(to)];
  const { written } = useMoments();
  return (
    <Row
      lead={<Avatar id={person} name={name} size="large" />}
      title={
        <Trans>
          {name} would like to meet {other}
        </Trans>
      }
      meta={
        <>
          <p>“{reason}”</p>
          <PersonName id={person} /> · <PersonName id={to} /> ·{' '}
          <time dateTime={askedAt}>{written(askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Introduce them`}
            done={t`A letter asks each of them whether they want to.`}
            look="solid"
            title={t`Introduce ${name} and ${other}?`}
            follows={
              <Trans>Each of them is asked by letter, and addresses go out once both have said yes.</Trans>
            }
            words="needed"
            wordsLabel={t`Why should they know each other?`}
            act={(words) => introduce(wish, words)}
          />
          <AskedStep
            label={t`Decline`}
            done={t`${name} is told by letter.`}
            look="danger"
            title={t`Not introduce them?`}
            follows={
              <Trans>
                {name} gets a letter with your reason; {other} hears nothing of it.
              </Trans>
            }
            words="needed"
            wordsLabel={t`Why`}
            act={(words) => declineToIntroduce(wish, words)}
          />
        </>
      }
    />
  );
};
