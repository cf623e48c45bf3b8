import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

/** `solid` once a region; what takes away is `danger`, and only its last step is filled (`dangerFinal`). */
export type Look = 'solid' | 'quiet' | 'bare' | 'danger' | 'dangerFinal';
export type Size = 'small' | 'wide' | 'large' | 'icon';

interface Dress {
  readonly look?: Look;
  readonly size?: Size | undefined;
}

export const buttonClass = ({ look = 'solid', size }: Dress): string =>
  [styles.button, look !== 'solid' && styles[look], size && styles[size]].filter(Boolean).join(' ');

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'>, Dress {
  readonly children: ReactNode;
  /** Said instead while it is under way; it is not pressed twice. */
  readonly pending?: string | false | undefined;
}

export const Button = ({ look, size, pending, children, ...rest }: ButtonProps) => (
  <AriaButton
    {...rest}
    className={buttonClass(size === undefined ? { look: look ?? 'solid' } : { look: look ?? 'solid', size })}
    isPending={!!pending}
    {...(pending ? { 'aria-disabled': true } : {})}
  >
    {pending || children}
  </AriaButton>
);

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Dress {
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link to outside of the application, or to one of the pages of before, that looks like a button. */
export const LinkButton = ({ look, size, className: _own, children, ...rest }: AnchorProps) => (
  <a {...rest} className={buttonClass({ look: look ?? 'solid', size })}>
    {children}
  </a>
);

/** A link within the application that looks like a button. */
export const RouteButton = createLink(LinkButton);
