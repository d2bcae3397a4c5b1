/**
 * The marks of the resuscitation panel: each state its own drawing, in the colour of the text round
 * it, so that the state can be told in black and white. Words stand beside it; it is hidden from
 * screen readers.
 */
import type { ReactElement } from 'react';
import type { PanelState } from './panelState';

const drawings: Record<PanelState['kind'], ReactElement> = {
  notFor: (
    <>
      <circle cx="24" cy="24" r="20" strokeWidth="5" />
      <path d="M10 38 38 10" strokeWidth="5" />
    </>
  ),
  for: <path d="M7 26 19 38 42 10" strokeWidth="7" />,
  withdrawn: (
    <>
      <path d="M12 4h16l10 10v30H12z" strokeWidth="4" />
      <path d="M4 42 44 8" strokeWidth="6" />
    </>
  ),
  conflicting: (
    <>
      <path d="M24 3v42" strokeWidth="4" />
      <path d="M2 24h15M10 16l8 8-8 8M46 24H31M38 16l-8 8 8 8" strokeWidth="4" />
    </>
  ),
  none: <rect x="5" y="5" width="38" height="38" strokeWidth="4" strokeDasharray="8 6" />,
  unavailable: (
    <>
      <path d="M24 4 46 43H2z" strokeWidth="4" />
      <path d="M24 17v13M24 34v5" strokeWidth="5" />
    </>
  ),
  withheld: (
    <>
      <rect x="7" y="21" width="34" height="24" rx="3" fill="currentColor" />
      <path d="M14 21v-7a10 10 0 0 1 20 0v7" strokeWidth="5" />
    </>
  ),
  notShared: (
    <>
      <path d="M4 8h40v26H22L12 44V34H4z" strokeWidth="4" />
      <path d="M14 21h2M23 21h2M32 21h2" strokeWidth="5" />
    </>
  ),
};

export function Mark({ kind }: { readonly kind: PanelState['kind'] }) {
  return (
    <svg
      className="cpr__mark"
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[kind]}
    </svg>
  );
}
