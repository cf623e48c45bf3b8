import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Points } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { readableQuery, useReadingSteps } from './before-queries.ts';
import { linkIn } from './reading.ts';
import { useMeetingRights } from './rights.ts';

const Line = ({ line }: { line: string }) => {
  const { words, link } = linkIn(line);
  if (!link) return line;
  return (
    <a href={link} target="_blank" rel="noreferrer">
      {words || link}
    </a>
  );
};

const Add = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { add } = useReadingSteps(meeting);
  const { data: kept = [] } = useQuery(readableQuery(meeting.community));
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  const resource = kept.find(({ id }) => id === chosen);
  const line = resource ? [resource.title, resource.url].filter(Boolean).join(' – ') : typed.trim();
  const act = async () => {
    const answer = await add(line);
    if (!answer.ok) return answer;
    setChosen('');
    setTyped('');
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Add something to read</Trans>}
      title={t`Something to read before`}
      send={t`Add it`}
      done={t`It is on the page.`}
      missing={() =>
        new Map<string, string>(line ? [] : [['line', t`Choose something, or write what to read.`]])
      }
      act={act}
    >
      {(faults) => (
        <>
          {kept.length > 0 && (
            <SelectField
              name="resource"
              label={t`From the library`}
              empty={t`Nothing`}
              value={chosen}
              onChange={setChosen}
              options={kept.map(({ id, title }) => [id, title])}
            />
          )}
          {!chosen && (
            <TextField
              name="line"
              label={t`Or a title, with its link`}
              hint={t`For example: Brave New Work – https://example.org`}
              error={faults?.fields.get('line') ?? faults?.fields.get(`reading.${meeting.reading.length}`)}
              value={typed}
              onChange={setTyped}
              maxLength={300}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};

/** What is to be read before a meeting. */
export const Reading = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { plans } = useMeetingRights(meeting);
  const { remove } = useReadingSteps(meeting);
  const { reading, status } = meeting;
  const changes = plans && status !== 'closed';
  if (reading.length === 0 && !changes) return null;
  const take = async (line: string): Promise<void> => {
    const answer = await remove(line).catch(thrown);
    if (!answer.ok) say(answer.problem.detail);
  };
  return (
    <Section id="reading" title={<Trans>To read before</Trans>}>
      <div className="stack">
        {reading.length > 0 && (
          <Points>
            {reading.map((line) => (
              <li key={line}>
                <Line line={line} />
                {changes && (
                  <Button
                    look="bare"
                    size="icon"
                    aria-label={t`Take away: ${line}`}
                    onPress={() => void take(line)}
                  >
                    <Trash2 className="icon" aria-hidden="true" />
                  </Button>
                )}
              </li>
            ))}
          </Points>
        )}
        {changes && (
          <div>
            <Add meeting={meeting} />
          </div>
        )}
      </div>
    </Section>
  );
};
