/**
 * A refusal in the words of the page. The graph names the field by its path, as programs do; a reader
 * knows it by its label.
 */

/** `NHS number is taken` of `nhsNumber is taken`. */
export function refusalWords(
  message: string,
  path: string | undefined,
  label: string | undefined,
): string {
  if (path === undefined || label === undefined || !message.startsWith(`${path} `)) return message;
  return `${label} ${message.slice(path.length + 1)}`;
}
