/** Ends the session here and in every tab of this browser; answers whether it worked. */

export async function signOut(): Promise<boolean> {
  try {
    const response = await fetch('/sign-out', { method: 'POST', credentials: 'same-origin' });
    return response.ok;
  } catch {
    return false;
  }
}
