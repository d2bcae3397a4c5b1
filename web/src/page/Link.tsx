/**
 * A link within these pages: an ordinary link to everything but a plain click, which stays here.
 * Where typed words are not saved the click leaves as any link does, so that the browser asks first.
 */
import type { MouseEvent, ReactNode } from 'react';
import { goTo } from './place';
import { unsavedForms } from './unsaved';

export interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Link({ to, className, children }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (unsavedForms().length > 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a href={to} className={className} onClick={follow}>
      {children}
    </a>
  );
}
