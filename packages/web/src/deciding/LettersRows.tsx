import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { DeadLetter, UnknownLetters } from '@skein/contracts';
import { MailQuestionMark, MailWarning } from 'lucide-react';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

const idsIn = (log: string): string[] => [...new Set(log.match(/<[^<>\s]{1,200}>/g))];

/** Letters of which nobody knows whether they arrived: sent again, or settled by the mail server’s log. */
export const UnknownLettersRow = ({ letters }: { letters: UnknownLetters }) => {
  const { t } = useLingui();
  const { title, unknown, since, cause } = letters;
  const { sendAgain, arrived } = useDeciding();
  const { written } = useMoments();
  const settle = async (log: string) => {
    const ids = idsIn(log);
    if (ids.length) return arrived(ids);
    const detail = t`There is no Message-ID in it: these stand between < and > in the log.`;
    return { ok: false as const, problem: { detail } };
  };
  return (
    <Row
      lead={
        <Tile of={cause}>
          <MailQuestionMark className="icon" />
        </Tile>
      }
      title={
        <Plural
          value={unknown}
          one="Of # letter nobody knows whether it arrived"
          other="Of # letters nobody knows whether they arrived"
        />
      }
      meta={
        <>
          {title && <p>{title}</p>}
          <Trans>The mail server was lost while they went out, {written(since)}.</Trans>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Send again`}
            done={t`They go out again.`}
            title={t`Send them again?`}
            follows={<Trans>Some will come twice. Whoever should have none any more gets none.</Trans>}
            act={() => sendAgain(letters)}
          />
          <AskedStep
            label={t`They arrived`}
            done={t`What arrived counts as sent.`}
            title={t`What does the mail server’s log say?`}
            follows={<Trans>Paste its lines. Letters whose Message-ID stands in them count as sent.</Trans>}
            words="needed"
            wordsLabel={t`Lines of the log`}
            most={100_000}
            act={settle}
          />
        </>
      }
    />
  );
};

/** A message between services that could not be taken in: tried again once its cause is mended, or given up. */
export const DeadLetterRow = ({ letter }: { letter: DeadLetter }) => {
  const { t } = useLingui();
  const { consumer, reason, type, at, sequence } = letter;
  const { replay, drop } = useDeciding();
  const { written } = useMoments();
  return (
    <Row
      lead={
        <Tile of={consumer}>
          <MailWarning className="icon" />
        </Tile>
      }
      title={<Trans>Something that happened did not reach everywhere</Trans>}
      meta={
        <>
          <p>
            <Trans>A part of the system could not take it in, {written(at)}. Others may have.</Trans>
          </p>
          <details>
            <summary>
              <Trans>For whoever mends it</Trans>
            </summary>
            <p>
              {consumer}
              {type && ` · ${type}`} · {sequence}
            </p>
            <p>{reason}</p>
          </details>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Try again`}
            done={t`It goes out again.`}
            title={t`Try it again?`}
            follows={
              <Trans>Who took it in already does not do so twice. It comes back if it fails again.</Trans>
            }
            act={() => replay(letter)}
          />
          <AskedStep
            label={t`Give up`}
            done={t`It is given up.`}
            look="danger"
            title={t`Give it up?`}
            follows={<Trans>Then it stays undone where it failed, for good. Try it again first.</Trans>}
            act={() => drop(letter)}
          />
        </>
      }
    />
  );
};
