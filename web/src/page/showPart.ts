/**
 * Brings the reader to a part of the page by its heading. The address of a page holds who is open, so
 * a jump moves the focus and not the address.
 */
export function showPart(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
