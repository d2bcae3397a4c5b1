/**
 * Ids of commands: a new UUID for new content, the same one again for a retry of the same content,
 * so that a command whose answer was lost has one effect.
 */

/** A random UUID (version 4); `crypto.randomUUID` exists only on secure origins. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** Remembers the id of the content whose outcome is not yet known. */
export function rememberCommandIds(newId: () => string = newCommandId) {
  let pending: { readonly content: string; readonly id: string } | undefined;
  return {
    idFor(content: object): string {
      const text = JSON.stringify(content);
      if (pending?.content !== text) pending = { content: text, id: newId() };
      return pending.id;
    },
    /** The outcome is known: the same content sent again is a new command. */
    settle(): void {
      pending = undefined;
    },
  };
}
