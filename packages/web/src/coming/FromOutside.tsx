import { Trans, useLingui } from '@lingui/react/macro';
import type { MeetingAnswer, OutsideAnswer } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row, Rows, Section } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { outsideQuery, useAnswers } from './queries.ts';

const OutsideRow = ({ one }: { one: OutsideAnswer }) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { settle } = useAnswers(one.meeting);
  const { email, status } = one;
  const name = one.name ?? email;
  const when = written(one.at);
  const said: Readonly<Record<MeetingAnswer, string>> = {
    yes: t`yes, says ${email}, ${when}`,
    maybe: t`maybe, says ${email}, ${when}`,
    no: t`no, says ${email}, ${when}`,
  };
  return (
    <Row
      title={name}
      meta={status === 'accepted' ? t`Guest: ${said[one.answer]}` : said[one.answer]}
      act={
        <>
          {status === 'held' && (
            <AskedStep
              label={t`Accept`}
              done={t`They stand among those who come.`}
              title={t`Accept ${name} as a guest?`}
              follows={t`They take no seat, have no account and get no letters; please tell them yourself. A month after the meeting nothing of them is left.`}
              act={() => settle(one, 'accepted')}
            />
          )}
          <AskedStep
            look="danger"
            label={t`Dismiss`}
            done={t`The answer is put aside.`}
            title={t`Put the answer of ${name} aside?`}
            follows={t`They are not told. What they answer later stays aside too.`}
            act={() => settle(one, 'dismissed')}
          />
        </>
      }
    />
  );
};

/** Who answered an invitation that somebody passed on to them, for the host to accept or to dismiss. */
export const FromOutside = ({ meeting }: { meeting: string }) => {
  const { data } = useSuspenseQuery(outsideQuery(meeting));
  const shown = data.items.filter(({ status }) => status !== 'dismissed');
  if (shown.length === 0) return null;
  return (
    <Section id="outside" title={<Trans>From outside</Trans>}>
      <p>
        <Trans>Somebody passed an invitation on to them, and their calendar program answered.</Trans>
      </p>
      <Rows stacked>
        {shown.map((one) => (
          <OutsideRow key={one.id} one={one} />
        ))}
      </Rows>
    </Section>
  );
};
