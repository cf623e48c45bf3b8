import { Trans, useLingui } from '@lingui/react/macro';
import type { Rectification } from '@skein/contracts';
import { PersonName, useNameOf } from '../people/Named.tsx';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

/** Something that somebody wants put right, which they cannot change themselves. */
export const RectificationRow = ({ wish }: { wish: Rectification }) => {
  const { t } = useLingui();
  const { settle } = useDeciding();
  const { written } = useMoments();
  const name = useNameOf(wish.person);
  return (
    <Row
      lead={<Avatar id={wish.person} name={name} size="large" />}
      title={<Trans>{name} asks to have something put right</Trans>}
      meta={
        <>
          <p>“{wish.what}”</p>
          <PersonName id={wish.person} /> · <time dateTime={wish.askedAt}>{written(wish.askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`It is put right`}
            done={t`They are told by letter.`}
            look="solid"
            title={t`Is it put right?`}
            follows={<Trans>They get a letter that says so.</Trans>}
            words="possible"
            act={(words) => settle(wish, 'done', words)}
          />
          <AskedStep
            label={t`Refuse`}
            done={t`They are told by letter.`}
            look="danger"
            title={t`Refuse to put it right?`}
            follows={<Trans>They get a letter with your reason.</Trans>}
            words="needed"
            wordsLabel={t`Why`}
            act={(words) => settle(wish, 'refused', words)}
          />
        </>
      }
    />
  );
};
