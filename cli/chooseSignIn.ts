/**
 * Which sign-in a start has: the issuers of the file that `CUCKMERE_SIGN_IN` names, or the local
 * ones of the demonstration. What cannot be is refused before anything is opened.
 */
import { createPages } from '../gateway/pages';
import type { GatewayLog } from '../gateway/log';
import { readConfiguration } from '../gateway/signIn/configuration';
import { openLocalSignIn, refuseOutsideDemo } from '../gateway/signIn/local/localSignIn';
import { openSignIn } from '../gateway/signIn/openSignIn';
import type { SignIn } from '../gateway/signIn/signIn';
import type { House } from '../subgraphs/house';
import type { AppOptions } from './app';

export interface ChosenSignIn {
  readonly isDemo: boolean;
  open(house: House, log: GatewayLog): SignIn;
}

/** Throws `CONFIGURATION`. */
export const chooseSignIn = (
  options: Pick<AppOptions, 'environment' | 'host' | 'nodeEnv'>,
): ChosenSignIn => {
  const { environment = process.env, host, nodeEnv = process.env['NODE_ENV'] } = options;
  const file = environment['CUCKMERE_SIGN_IN'] ?? '';
  if (file === '') {
    refuseOutsideDemo(host, nodeEnv);
    const open: ChosenSignIn['open'] = (house, log) =>
      openLocalSignIn({ house, log, page: createPages() });
    return { isDemo: true, open };
  }
  const configuration = readConfiguration(file);
  return { isDemo: false, open: (house, log) => openSignIn({ configuration, house, log }) };
};
