/**
 * jest runs a test in a realm of its own, but `structuredClone` makes objects of the outer one, which
 * oidc-provider does not take for plain objects. Outside of jest there is one realm only.
 */
export const cloneInThisRealm = (): void => {
  globalThis.structuredClone = (value: unknown): never =>
    JSON.parse(JSON.stringify(value)) as never;
};
