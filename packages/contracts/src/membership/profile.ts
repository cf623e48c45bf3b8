import { z } from 'zod';
import { line } from '../text.ts';

const isTimeZone = (name: string): boolean => {
  try {
    // Offsets (`+01:00`) pass in newer engines; they know nothing of summer time.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** A place of the IANA time zone database, kept as it was given: engines still turn Kolkata into Calcutta. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is not a time zone of the IANA database, such as Europe/London')
  .meta({ examples: ['Europe/London'] });

/** A language tag (BCP 47), in its canonical letters. */
export const Language = z
  .string()
  .max(35)
  .refine(isLanguage, 'is not a language tag (BCP 47), such as en-GB or cy')
  .overwrite((tag) => (isLanguage(tag) ? (Intl.getCanonicalLocales(tag)[0] ?? tag) : tag))
  .meta({ examples: ['en-GB', 'cy'] });

/** The fields of a profile that each have an audience; a name is seen by everybody who sees the person at all. */
export const ProfileField = z.enum([
  'email',
  'organisation',
  'occupation',
  'region',
  'interests',
  'strengths',
  'timeZone',
  'language',
  'photo',
]);
export type ProfileField = z.infer<typeof ProfileField>;

/** Who sees a field: everyone in the directory, those who share a community, nobody but oneself and the hosts. */
export const FieldAudience = z.enum(['network', 'communities', 'nobody']);
export type FieldAudience = z.infer<typeof FieldAudience>;

export const Visibility = z.record(ProfileField, FieldAudience).meta({ id: 'Visibility' });
export type Visibility = z.infer<typeof Visibility>;

/** Who sees what until the person says otherwise. */
export const defaultVisibility: Visibility = {
  email: 'nobody',
  organisation: 'network',
  occupation: 'network',
  region: 'network',
  interests: 'network',
  strengths: 'network',
  timeZone: 'communities',
  language: 'communities',
  photo: 'communities',
};

export const phrases = z.array(line(80)).max(50);
