// Pays at the simulated bank with Stripe's own client, unchanged but for where it connects to.
const Stripe = require('stripe');

const base = `http://127.0.0.1:${process.argv[2]}/stripe`;
const atTheBank = (url, options) => {
  const target = new URL(url);
  return fetch(base + target.pathname + target.search, options);
};
const stripe = new Stripe('sk_test_npm', {
  apiVersion: '2023-08-16',
  httpClient: Stripe.createFetchHttpClient(atTheBank),
  maxNetworkRetries: 0,
  telemetry: false,
});
const tell = (what, value) => console.log(`${what}: ${value}`);

async function refused(what, promise) {
  try {
    await promise;
    tell(what, 'went through');
  } catch (error) {
    tell(what, `${error.type} ${error.decline_code || error.code}`);
  }
}

async function main() {
  const method = await stripe.paymentMethods.create({
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '973' },
  });
  tell('method', method.card.last4);
  const sale = {
    amount: 1250,
    currency: 'eur',
    confirm: true,
    payment_method: method.id,
    payment_method_types: ['card'],
    expand: ['latest_charge'],
  };
  const paid = await stripe.paymentIntents.create(sale, { idempotencyKey: 'npm-1' });
  tell('paid', `${paid.status} ${paid.latest_charge.payment_method_details.card.brand}`);
  const again = await stripe.paymentIntents.create(sale, { idempotencyKey: 'npm-1' });
  tell('again', again.id === paid.id);
  await refused('other request',
    stripe.paymentIntents.create({ ...sale, amount: 1 }, { idempotencyKey: 'npm-1' }));
  await refused('declined',
    stripe.paymentIntents.create({ ...sale, payment_method: 'pm_card_visa_chargeDeclined' }));
  await refused('unknown name', stripe.paymentIntents.create({ ...sale, colour: 'red' }));
  await refused('nobody', stripe.paymentIntents.retrieve('pi_nobody'));
  const held = await stripe.paymentIntents.create({ ...sale, capture_method: 'manual' });
  const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 });
  tell('captured', `${captured.status} ${captured.amount_received}`);
  const open = await stripe.paymentIntents.create({ ...sale, capture_method: 'manual' });
  tell('cancelled', (await stripe.paymentIntents.cancel(open.id)).status);
  const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 250 });
  tell('refunded', `${refund.status} ${(await stripe.refunds.retrieve(refund.id)).amount}`);
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  const setup = await stripe.setupIntents.create({
    confirm: true,
    usage: 'off_session',
    customer: customer.id,
    payment_method: method.id,
    payment_method_types: ['card'],
  });
  tell('set up', setup.status);
  const later = await stripe.paymentIntents.create({
    ...sale, customer: customer.id, off_session: true });
  tell('charged later', later.status);
  const challenged = await stripe.paymentIntents.create({
    ...sale, payment_method: 'pm_card_threeDSecure2Required', return_url: 'https://shop.example/' });
  tell('challenge', `${challenged.status} ${challenged.next_action.type}`);
  const list = await stripe.refunds.list({ payment_intent: paid.id });
  tell('listed', list.data.length);
}

main().catch((error) => {
  console.log(error);
  process.exit(1);
});
