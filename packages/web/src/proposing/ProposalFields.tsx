import { useLingui } from '@lingui/react/macro';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import type { ProposalDraft } from './draft.ts';

interface ProposalFieldsProps {
  readonly draft: ProposalDraft;
  readonly change: (changes: Partial<ProposalDraft>) => void;
  readonly faults: Faults | undefined;
}

/** What the form says is missing, before anybody is asked. */
export const useMissing = () => {
  const { t } = useLingui();
  return ({ name, domain }: ProposalDraft): Faults | undefined => {
    const fields = new Map<string, string>();
    if (!name.trim()) fields.set('name', t`Write what it is to be called.`);
    if (!domain.trim()) fields.set('domain', t`Write what its people care about.`);
    return fields.size > 0 ? { fields } : undefined;
  };
};

/** What a community is to be, asked for as its proposer would say it. */
export const ProposalFields = ({ draft, change, faults }: ProposalFieldsProps) => {
  const { t } = useLingui();
  const errorOf = (field: string): string | undefined => faults?.fields.get(field);
  const addresses = [...(faults?.fields ?? [])].find(([field]) => field.startsWith('invite'))?.[1];
  return (
    <>
      <TextField
        name="name"
        label={t`What is it to be called?`}
        error={errorOf('name') ?? errorOf('slug')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={120}
      />
      <TextField
        name="domain"
        label={t`What do its people care about?`}
        hint={t`One sentence. It stands below the name wherever the community is shown.`}
        error={errorOf('domain')}
        value={draft.domain}
        onChange={(domain) => change({ domain })}
        maxLength={300}
      />
      <TextField
        name="description"
        lines
        label={t`What will you do together?`}
        optional={t`(if you like)`}
        error={errorOf('description')}
        value={draft.description}
        onChange={(description) => change({ description })}
        maxLength={5000}
      />
      <TextField
        name="why"
        lines
        label={t`Why is it wanted?`}
        optional={t`(if you like)`}
        hint={t`For the hosting team, who decide; others do not read it.`}
        error={errorOf('why')}
        value={draft.why}
        onChange={(why) => change({ why })}
        maxLength={5000}
      />
      <Choices legend={t`How does one come in?`}>
        <Choice
          kind="radio"
          name="joining"
          label={t`Any member joins by themselves`}
          checked={draft.joining === 'open'}
          onChange={() => change({ joining: 'open' })}
        />
        <Choice
          kind="radio"
          name="joining"
          label={t`Members ask, and a facilitator answers`}
          checked={draft.joining === 'approval'}
          onChange={() => change({ joining: 'approval' })}
        />
      </Choices>
      <TextField
        name="invite"
        lines
        label={t`Who begins it with you?`}
        optional={t`(if you like)`}
        hint={t`Their e-mail addresses, one a line. They are invited once it is founded, and not before.`}
        error={addresses}
        value={draft.invite}
        onChange={(invite) => change({ invite })}
      />
    </>
  );
};
