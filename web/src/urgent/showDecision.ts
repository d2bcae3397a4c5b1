/**
 * Brings the reader to the resuscitation panel, which says what stands now: its heading takes the
 * focus, so that it is read aloud, and the page is at its top, where the panel is.
 */
export function showDecision(): void {
  document.getElementById('cpr-heading')?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
