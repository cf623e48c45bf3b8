import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useNetwork } from '../session/queries.ts';
import { languages, type PageLanguage, speak } from '../words/languages.ts';
import styles from './shell.module.css';

const Languages = () => {
  const { t, i18n } = useLingui();
  return (
    <select
      className={styles.language}
      aria-label={t`Language`}
      value={i18n.locale}
      onChange={(event) => void speak(event.currentTarget.value as PageLanguage)}
    >
      {languages.map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
};

/** What is a step away from everywhere: who runs this, how data is handled, and what it is made with. */
export const Footer = () => {
  const { name, contact } = useNetwork();
  return (
    <footer className={`${styles.pagefoot} no-print`}>
      <span>{name}</span>
      <Link to="/privacy">
        <Trans>How your data is handled</Trans>
      </Link>
      <Link to="/imprint">
        <Trans>Imprint</Trans>
      </Link>
      {contact && (
        <a href={`mailto:${contact}`}>
          <Trans>Write to us</Trans>
        </a>
      )}
      <a href="/reference">
        <Trans>For other programs</Trans>
      </a>
      <Languages />
      <span>
        <Trans>Made with Skein</Trans>
      </span>
    </footer>
  );
};
