/**
 * What a client does to a subscription's id: completed and taken again at once, many times, it follows
 * once, and nothing is followed any more when its socket is gone.
 */
import WebSocket from 'ws';
import { openTestApp, until } from '../../support/app';
import { register } from '../../support/writes';

it('follows once, and is forgotten with its socket', async () => {
  const app = await openTestApp();
  const personId = await register(app);
  const members = async (): Promise<number> => {
    const { live } = (await (await app.fetch('/health/ready')).json()) as {
      live: { members: number };
    };
    return live.members;
  };
  const ticket = await app.ticket('gp');
  const socket = new WebSocket(
    `${app.app.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
  );
  const heard: string[] = [];
  socket.on('message', (data: Buffer) => heard.push(data.toString('utf8')));
  const send = (message: object): void => {
    socket.send(JSON.stringify(message));
  };
  await new Promise((resolve) => socket.once('open', resolve));
  send({ type: 'connection_init', payload: { ticket } });
  await until(() => heard.some((one) => one.includes('connection_ack')), 'the socket is let in');
  const query = 'subscription($id: ID!) { planChanged(personId: $id) { position kind } }';
  for (let count = 0; count < 20; count += 1) {
    send({ id: 'a', type: 'subscribe', payload: { query, variables: { id: personId } } });
    if (count < 19) send({ id: 'a', type: 'complete' });
  }
  await until(async () => heard.some((one) => one.includes('"next"')), 'it follows');
  await until(async () => (await members()) === 1, 'it follows once');
  socket.close();
  await until(async () => (await members()) === 0, 'it is forgotten');
}, 60_000);
