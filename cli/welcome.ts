/** What a start prints: where everything is, and who may sign in to the demonstration. */
import { demoActorsShown } from '../gateway/demo/actors';
import { demoClientSecret } from '../gateway/signIn/local/localProvider';
import type { App } from './app';

export const welcome = (app: App, data: string): string => {
  const { url } = app;
  const widest = Math.max(...demoActorsShown().map(({ id }) => id.length));
  const actors = demoActorsShown().map(
    ({ id, name, roleName, note }) => `  ${id.padEnd(widest)}  ${name}, ${roleName}. ${note}`,
  );
  return [
    '',
    'Cuckmere is running. This is a demonstration: everyone in it is made up.',
    '',
    `  Start here       ${url}/`,
    `  Urgent view      ${url}/urgent`,
    `  Write a plan     ${url}/plan`,
    `  GraphQL          ${url}/graphql  (POST, and WebSocket for live)`,
    `  Health           ${url}/health/ready`,
    `  Data folder      ${data}`,
    '',
    'Who may sign in (start page):',
    ...actors,
    '',
    'For scripts, a token of ten minutes for any of them (margaret and ruth at',
    '/oidc/citizen/token; the 999/111 system, ambulance-system, at /oidc/system/token):',
    `  curl -u paramedic:${demoClientSecret} -d grant_type=client_credentials ${url}/oidc/staff/token`,
    '',
    ...(app.hasDemo
      ? ['The start page lists the demo people with their NHS numbers.']
      : ['No people yet. Import some: npm run cuckmere -- import people FILE...']),
    'Ctrl-C ends it; nothing is lost.',
    '',
    '',
  ].join('\n');
};
