// A shop's server that uses a client written by others. Arguments: port, API key.
'use strict';

const [port, key] = process.argv.slice(2);
const client = require('@juspay-tech/hyperswitch-node')(key);
client.setHost('127.0.0.1', port, 'http');

const card = {
  card: {
    card_number: '4242424242424242',
    card_exp_month: '12',
    card_exp_year: '2030',
    card_holder_name: 'Ada Lovelace',
    card_cvc: '123',
  },
};

function expect(what, actual, wanted) {
  if (actual !== wanted) throw new Error(`${what}: ${actual} instead of ${wanted}`);
  console.log(`${what}: ${actual}`);
}

async function main() {
  const made = await client.paymentIntents.create({
    amount: 6540,
    currency: 'EUR',
    capture_method: 'manual',
  });
  expect('created', made.status, 'requires_confirmation');
  const held = await client.paymentIntents.confirm(made.payment_id, {
    payment_method: 'card',
    payment_method_data: card,
  });
  expect('confirmed', held.status, 'requires_capture');
  const captured = await client.paymentIntents.capture(made.payment_id, {
    amount_to_capture: 6540,
  });
  expect('captured', captured.status, 'succeeded');
  const seen = await client.paymentIntents.retrieve(made.payment_id);
  expect('received', seen.amount_received, 6540);
  const refund = await client.refunds.create({ payment_id: made.payment_id, amount: 540 });
  expect('refunded', refund.status, 'succeeded');
  let code = 'none';
  try {
    await client.paymentIntents.capture(made.payment_id, {});
  } catch (error) {
    code = (error.raw && error.raw.code) || error.code;
  }
  expect('refused', code, 'IR_14');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error.message, JSON.stringify(error.raw || {}));
    process.exit(1);
  }
);
