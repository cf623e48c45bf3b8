import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';

const faults = { fields: new Map([['email', 'Write an e-mail address like name@example.org']]) };

/** A form with what stands in its way, and its fields. */
export const FormPieces = () => {
  const [ticked, setTicked] = useState(false);
  return (
    <section>
      <h2>Form: summary, fields, choices</h2>
      <Form faults={faults} faultsTitle="Something stands in the way" onSubmit={() => undefined}>
        <TextField
          name="email"
          label="E-mail address"
          hint="Where we send the invitation."
          error={faults.fields.get('email')}
          defaultValue="agnes.thorne@"
        />
        <TextField name="ends" label="Ends at" optional="(if you know)" />
        <TextField name="notes" lines label="Notes" />
        <SelectField
          name="how"
          label="How do you come?"
          value="call"
          onChange={() => undefined}
          options={[
            ['call', 'On the call'],
            ['room', 'In the room'],
          ]}
        />
        <Choices legend="What may we do?">
          <Choice
            boxed
            label="Send me the monthly letter"
            hint="One a month."
            checked={ticked}
            onChange={setTicked}
          />
          <Choice label="Write to me about meetings" checked={!ticked} onChange={(on) => setTicked(!on)} />
        </Choices>
        <Button type="submit">Send</Button>
      </Form>
    </section>
  );
};
