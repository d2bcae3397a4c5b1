/**
 * The two cookies of a browser: the session's, and for some minutes that of a sign-in on its way.
 * Neither is readable by a page's script; on https both carry the prefix that binds them to the host.
 */

export interface CookieNames {
  readonly session: string;
  readonly flow: string;
}

export interface Cookies {
  sessionIn(header: string | undefined): string | undefined;
  flowIn(header: string | undefined): string | undefined;
  session(value: string, keepSeconds: number): string;
  /** `Lax`: it must come along when the provider sends the browser back. */
  flow(value: string, keepSeconds: number): string;
}

const valueOf = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

export const cookiesFor = (publicUrl: string): Cookies => {
  const isHttps = publicUrl.startsWith('https:');
  const prefix = isHttps ? '__Host-' : '';
  const secure = isHttps ? '; Secure' : '';
  const named = (name: string, value: string, sameSite: string, keepSeconds: number): string =>
    `${prefix}${name}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${keepSeconds}${secure}`;
  return {
    sessionIn: (header) => valueOf(header, `${prefix}cuckmere_session`),
    flowIn: (header) => valueOf(header, `${prefix}cuckmere_flow`),
    session: (value, keepSeconds) => named('cuckmere_session', value, 'Strict', keepSeconds),
    flow: (value, keepSeconds) => named('cuckmere_flow', value, 'Lax', keepSeconds),
  };
};
