import { mostNoteUpdateBytes, type Refusal, refuse } from '@skein/contracts';
import {
  applyUpdate,
  ContentDeleted,
  ContentString,
  Doc,
  decodeUpdate,
  encodeStateAsUpdate,
  Item,
  mergeUpdates,
} from 'yjs';

/** What the text is called in the documents. */
const textName = 'note';

type Struct = ReturnType<typeof decodeUpdate>['structs'][number];

/** Plain text of the one note, or that some of it was taken out: nothing else is written with. */
const isText = (struct: Struct): boolean => {
  if (!(struct instanceof Item)) return true;
  // As it is decoded, a text at the root is known by its name, and one beside another letter by that.
  const parent: unknown = struct.parent;
  return (
    (struct.content instanceof ContentString || struct.content instanceof ContentDeleted) &&
    struct.parentSub === null &&
    (parent === null || parent === textName)
  );
};

const structsOf = (update: Uint8Array): readonly Struct[] | undefined => {
  try {
    return decodeUpdate(update).structs;
  } catch {
    return undefined;
  }
};

const unreadable = (): Refusal =>
  refuse('invalid-request', 'This is no change of a note. Load the page again, and write on.', [
    'update',
    'is no Yjs update of a text called note',
  ]);

/** A change as it was sent, if it is one. */
export const readUpdate = (sent: string): Buffer | Refusal => {
  const update = Buffer.from(sent, 'base64');
  if (update.length > mostNoteUpdateBytes)
    return refuse('invalid-request', 'So much is not taken at once. Send it in several changes.', [
      'update',
      `has more than ${mostNoteUpdateBytes} bytes`,
    ]);
  const structs = structsOf(update);
  if (!structs?.every(isText)) return unreadable();
  try {
    applyUpdate(new Doc(), update);
  } catch {
    return unreadable();
  }
  return update;
};

/** Several changes as one, with what they come to. What was taken out is forgotten where nothing is missing. */
export const joined = (updates: readonly Uint8Array[]): { update: Uint8Array; text: string } => {
  const doc = new Doc();
  if (updates.length > 0) applyUpdate(doc, mergeUpdates([...updates]));
  const update = encodeStateAsUpdate(doc);
  const text = doc.getText(textName).toString();
  doc.destroy();
  return { update, text };
};
