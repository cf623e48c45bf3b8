import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { SendingRequest } from '@skein/contracts';
import { PersonName, useNameOf } from '../people/Named.tsx';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

/** Somebody who asks to send more letters than anybody may by themselves. */
export const SendingRow = ({ request }: { request: SendingRequest }) => {
  const { t } = useLingui();
  const { sender, letters, reason, askedAt } = request;
  const { grant, refuseSending } = useDeciding();
  const name = useNameOf(sender);
  const { written } = useMoments();
  return (
    <Row
      lead={<Avatar id={sender} name={name} size="large" />}
      title={
        <Plural
          value={letters}
          one={`${name} asks to send # letter to people outside`}
          other={`${name} asks to send # letters to people outside`}
        />
      }
      meta={
        <>
          <p>“{reason}”</p>
          <PersonName id={sender} /> · <time dateTime={askedAt}>{written(askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Let them send`}
            done={t`${name} may send them, and is told by letter.`}
            look="solid"
            title={t`Let ${name} send these letters?`}
            follows={<Trans>They may send so many within two weeks, and get a letter that says so.</Trans>}
            words="possible"
            act={(words) => grant(request, words)}
          />
          <AskedStep
            label={t`Refuse`}
            done={t`${name} is told by letter.`}
            look="danger"
            title={t`Refuse the letters of ${name}?`}
            follows={<Trans>They get a letter with your reason.</Trans>}
            words="needed"
            wordsLabel={t`Why`}
            act={(words) => refuseSending(request, words)}
          />
        </>
      }
    />
  );
};
