/** The bar at the top: which page this is, the way to another person, and what stands at its end. */
import type { ReactNode } from 'react';
import { Link } from './Link';

export interface PageBarProps {
  readonly title: string;
  readonly links?: readonly { readonly to: string; readonly words: string }[];
  readonly children?: ReactNode;
}

export function PageBar({ title, links = [], children }: PageBarProps) {
  return (
    <div className="bar" role="region" aria-label={title}>
      <span className="bar__title">{title}</span>
      {links.length === 0 ? null : (
        <nav aria-label="Pages">
          {links.map(({ to, words }) => (
            <Link key={to} to={to}>
              {words}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </div>
  );
}
