<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AccountRemovalEditor</name>
    <message>
        <source>Remove %1</source>
        <extracomment>%1 is the name of an account</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls whose outcome is not known yet: %1. An account with keys stays until they are known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments with money held there: %1. They can no longer be captured or released from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved cards with a token there: %1. They can no longer be charged through it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the only account of its profile that takes payments: afterwards there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its keys are wiped from the vault. Payments that were made there stay in the lists. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountView</name>
    <message>
        <source>Choose an account to see what is known of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor whether it takes the keys; nothing is charged (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New keys...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the keys without a pause (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the &amp;old keys again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys before the last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Change...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, address, methods (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether payments begin here (D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says what depends on it first (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ena&amp;ble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old keys until</source>
        <extracomment>a moment such as &quot;12 Mar 14:05&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a moment, %2 says what went wrong</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddMethodDialog</name>
    <message>
        <source>Save a card of %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was removed because nothing was typed for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an amount the bank only checks the card. The number is sealed in the vault, the security code is never kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has the customer agreed to?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pay with it when they are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be charged also &amp;without being here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge now (may stay &amp;empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the bank is asked?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; a card that the bank accepts is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving the card?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. What you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddMethodEditor</name>
    <message>
        <source>Enter a card again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge %1 and save card</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is saved</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what the customer has agreed to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card for payments with the customer is saved together with one: enter its amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank has checked the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money was taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressStrip</name>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the bank&apos;s page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted, certificate checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted: only on this computer, for tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the bank&apos;s page: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification: %1</source>
        <extracomment>%1 such as &quot;12:05 left&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is what the button does, %2 its key</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementChargeDialog</name>
    <message>
        <source>Charge %1 now</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;, %2 what may be charged, such as &quot;Once, at most 20 EUR&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is not there, so no security code is asked for and nobody can verify the payment at the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the payment is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows in the list of payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without charging?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. What you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementChargeEditor</name>
    <message>
        <source>Back to the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementModel</name>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charged so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementTable</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All agreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose last charge failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is an amount with its currency, %2 a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due: %1</source>
        <extracomment>a charge should have been made by now; %1 is a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementText</name>
    <message>
        <source>Being set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last charge failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank says stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ran out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never came about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended by us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended by the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be charged as soon as the bank has accepted it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be charged while the customer is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may still be charged. Look at the reason before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its card is past its last day. Ask the customer for another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank forbids further charges of this card without the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be charged any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every three months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yearly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once, at most %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several times, without a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several times, %1 of %2 left</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This agreement is over already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More was taken than the customer agreed to: a charge went through after it had counted as failed. Refund it, or ask the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over its limit: %1 taken, %2 agreed</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementView</name>
    <message>
        <source>Agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an agreement to see its charges, its terms and what can be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge it while the customer is not there (C in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be charged afterwards (Del in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the payment of %1, %2</source>
        <extracomment>%1 is an amount, %2 a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this customer with saved cards and payments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AuditCheckRun</name>
    <message>
        <source>%1 of %2 records checked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AuditTableModel</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed with the key of the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written while the vault was locked: tied to the records around it, and covered by the next seal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message>
        <source>Payment created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer did not fit the payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved card used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved card changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved card made the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved card removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit trail read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit trail checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit trail damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock was set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amounts do not add up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redacted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <extracomment>%1 such as Capture, %2 an amount, %3 how it stands</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With payment %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By %1 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the records %1 to %2 is not what was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1 is not what was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records %1 to %2 are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1 is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1 was put in from outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end is missing: records %1 to %2 were there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end is missing: record %1 was there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1 is not the one that was noted as the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audit trail was tampered with or is damaged. %1 Keep this file as it is, and compare it with a backup.</source>
        <extracomment>%1 says what is wrong</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records looked at: none is missing. %2 of them are sealed with the key of the vault, which is locked: unlock it and check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 records are as they were written, none is missing. %2 carry a seal; the last seal is on record %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 records are as they were written, none is missing. None carries a seal: no vault was open yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set-up of an agreement ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge under an agreement begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge under an agreement counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of the vault restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came to nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card held for a payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held card used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held card wiped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merchant created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merchant changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merchant deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor account created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor account changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor account deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing rule created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing rule put in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing rule put out of force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the processors changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed payment found to have gone through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor told to forget a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message to a shop sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of the vault changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored cards moved to the new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of a processor account replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of a processor account put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old keys of a processor account deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message of a processor refused: not signed as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message of a processor worked off once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute went on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence of a dispute changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card put on the block list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card taken off the block list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block list turned on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule for refusals created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule for refusals changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule for refusals deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AuditTrailPage</name>
    <message>
        <source>Checking the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person, ID or action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of a record, all of which it must have (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether every record is as it was written and none is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest %1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>Capture %1</source>
        <extracomment>%1 is an order reference or the id of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture and enter the next part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This &amp;amount:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the &amp;last capture: release the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that is &amp;left, %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the capture is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows in the list of payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without capturing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. The amount you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureEditor</name>
    <message>
        <source>Nothing is left on this hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes everything that is left on the hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hold allows one capture: %1 will be released now.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 will be released now.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stays held; the bank has not said until when.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stays held until %2.</source>
        <extracomment>%1 is an amount with its currency, %2 a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture of %1 was accepted and is decided later.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured %1. %2 stays held.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured %1.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked: the capture of %1 did go through.</source>
        <extracomment>Told after the outcome was not known for a while. %1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This payment changed meanwhile: %1 is left on the hold.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureManyDialog</name>
    <message>
        <source>Capture several payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop: do not send the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of payments to capture, typed to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1 of %2. Nothing is sent yet.</source>
        <extracomment>%1 and %2 are numbers of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a dry run: nothing is sent yet. To capture: %1.</source>
        <extracomment>%1 is amounts such as &quot;100.00 EUR and 5.00 USD&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a dry run: nothing is sent yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 are decided.</source>
        <extracomment>%1 and %2 are numbers of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the &amp;number of payments, %1:</source>
        <extracomment>%1 is a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop capturing and close?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 are decided. What is under way is finished; the rest is not sent.</source>
        <extracomment>%1 and %2 are numbers of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on capturing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureManyEditor</name>
    <message>
        <source>The payments are being loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these payments can be captured as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount is wrong: see the marked rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type how many payments are captured: %1.</source>
        <extracomment>%1 is a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture 1 payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture %1 payments</source>
        <extracomment>%1 is a number of payments, never 1</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: you cancelled the rest. It is still held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured %1 of %2: %3.</source>
        <extracomment>%1 and %2 are numbers of payments, %3 amounts of money such as &quot;100.00 EUR and 5.00 USD&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured none of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1.</source>
        <extracomment>%1 is a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet: %1.</source>
        <extracomment>%1 is a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: %1.</source>
        <extracomment>%1 is a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureManyTable</name>
    <message>
        <source>Under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order ref</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureRow</name>
    <message>
        <source>The bank&apos;s hold has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank holds only %1 of %2.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of it was captured before.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hold ends very soon: %1.</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier operation has no known outcome yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was captured.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 released</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stays held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted, decided later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet: it is being asked. Do not charge again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This payment changed after the file was read: import the file again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardEdit</name>
    <message>
        <source>Card number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expiry, month and year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MM/YY</source>
        <extracomment>Shown in the empty field: two digits each for month and year</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card &amp;number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xpiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name on the &amp;card (if known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the digits 0 to 9 can be entered here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardField</name>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardRefusal</name>
    <message>
        <source>This card is on the block list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many payments of this customer or card have failed lately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for another way to pay, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChallengeController</name>
    <message>
        <source>time is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>%1 is a time such as &quot;3 hours&quot;
----------
%1 is minutes and seconds, such as 12:05</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the payment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling the payment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the bank…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is with you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time for this verification is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank is still waiting for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank has not decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor wants to look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: %1 is held</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified and paid: %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: %1 is captured</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer did not verify the payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank could not verify the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank refused the payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the page showed decides nothing. This takes a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank wants to hear from the customer in person. Never complete another person&apos;s verification for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. The bank closes it by itself; ask again in a minute, or cancel the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. Go on with the verification, or cancel the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. The link works until %1. Go on with the verification, or cancel the payment.</source>
        <extracomment>%1 is a day and time with its zone</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is done. You can close this; the payment&apos;s row shows the answer when it comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture it when you ship.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture it when you ship. The bank holds it until %1.</source>
        <extracomment>%1 is a day and time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer left or cancelled at the bank&apos;s page. Nothing was taken. Ask whether they want to try again, with a new payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment was not sent to the bank, or could not reach it. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChallengeDialog</name>
    <message>
        <source>The program runs as root, where a web page cannot be locked in safely. The bank&apos;s page opens in the browser instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment switches the protection of web pages off, so none is shown in here. The bank&apos;s page opens in the browser instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part that shows web pages is not installed. The bank&apos;s page opens in the browser instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page was closed: its certificate is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page stopped working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page was closed: it led through too many pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page was closed: its time is up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page was not opened: its address is not one the processor is known for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the bank&apos;s page?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaving never makes the payment fail: the bank is asked how it stands, and the verification can be resumed while its time lasts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel this payment?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. The bank is told to forget it, and the customer cannot finish the verification any more. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept from opening: %1</source>
        <extracomment>%1 is a host, or the scheme of an address such as &quot;mailto&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChargeDialog</name>
    <message>
        <source>Charge %1</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer: %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for it: it is sent with this payment and never kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the payment is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows in the list of payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without charging?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. What you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChargeEditor</name>
    <message>
        <source>This card has expired. Ask the customer for another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the usual columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerDialog</name>
    <message>
        <source>New customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country &amp;code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer &amp;ID in your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made for you when empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address, &amp;first line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Second line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post c&amp;ode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ci&amp;ty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State or pro&amp;vince</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count&amp;ry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerEditor</name>
    <message>
        <source>Create customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a name or an e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two capital letters, such as DE.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerModel</name>
    <message>
        <source>%1 is offered first from now on.</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payments yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing paid so far, %1</source>
        <extracomment>%1 is &quot;12 payments&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 paid so far, %2</source>
        <extracomment>%1 is a list of amounts, %2 is &quot;12 payments&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2 held</source>
        <extracomment>%1 is the sentence before, %2 a list of amounts</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerRemovalEditor</name>
    <message>
        <source>Delete %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, e-mail, phone, address and everything else that tells who it was are wiped. The id %1 stays taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no saved cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments stay, with what was known of the buyer when they were made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One saved card goes with it; its number is wiped from the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 saved cards go with it; their numbers are wiped from the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer was deleted, with one saved card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer was deleted, with %1 saved cards.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerTableModel</name>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerText</name>
    <message>
        <source>Good until %1</source>
        <extracomment>%1 is the last month of a card, such as 12/2030</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends soon: %1</source>
        <extracomment>%1 is the last month of a card, such as 12/2030</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired %1</source>
        <extracomment>%1 is the last month of a card, such as 12/2030</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expiry not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;, %2 what its customer calls it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the customer</source>
        <extracomment>a saved card may be used while its customer is there</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <extracomment>a saved card may be used also while its customer is not there</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be charged only while the customer is there and gives the security code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may also be charged while the customer is not there, as agreed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no vault yet, so cards cannot be kept. Everything else works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked: saved cards can be seen and removed, but not added or charged. Everything else works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked, so cards can be neither added nor charged. %1 %2</source>
        <extracomment>%1 says why, %2 what to do, both whole sentences</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one; the id of a deleted customer stays taken too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This has been done already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the customer again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a customer to see saved cards, payments and what can be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card is saved for this customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This customer has not paid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change name, address and the like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete customer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe everything that tells who it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the vault&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge this card while the customer is there (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer this card first (D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe this card from the vault (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save another card of this customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later charges…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree on later charges while the customer is there (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments of this customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault must be open to save a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what may be charged without the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 agreements</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New customer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first %1 that begin like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customer begins like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A payment that names a customer makes one; so does the button “New customer”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, e-mail, phone or ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeclineText</name>
    <message>
        <source>no reason given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another card, or let the customer ask the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>insufficient funds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s card is fine to try later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit of the card reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try later, or ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bank wants the customer verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the payment again with customer verification (3-D Secure).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bank could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is fine: try again in a few minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong card number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the number with the card and enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the security code again and enter the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong expiry date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the expiry date with the card and enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the address that the bank knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card not allowed for this kind of payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported lost or stolen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for another card; do not retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bank wants the card back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restricted card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fraud suspected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked by the processor&apos;s risk rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the risk rules at the processor before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cardholder stopped this series of payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the series; do not retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for another card, or make a new payment and let the customer verify again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the customer left the bank&apos;s page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new payment when the customer is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the processor has seen the same payment already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the other payment before you charge again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the processor did not accept the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report the reference to those who look after this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the account at the processor is not set up for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the processor&apos;s settings: key, account, currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many requests at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a fault at the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is fine: try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bank&apos;s hold has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer to pay again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor how things stand (S) before you do anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the processor cannot release this hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the hold run out, or ask the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor how the money can be returned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than is left on the hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture what is left, and charge the rest separately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked: the processor never carried it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reason we have no words for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the processor&apos;s own message below, or try another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank said not now (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;insufficient funds&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank said this card must not be used (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;reported lost or stolen&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank could not accept the card as given (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;wrong security code&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank could not verify the customer (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;the customer left the bank&apos;s page&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor refused (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;a fault at the processor&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This could not be done (%1).</source>
        <extracomment>%1 is a reason in a few words, such as &quot;the bank&apos;s hold has ended&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was released; the money is still held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money was taken by an earlier capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In its own words: “%1”. Try another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor how things stand (S), then refund what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the money back to the customer in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; if it stays so, send the money back in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the processor&apos;s own records before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In its own words: “%1”.</source>
        <extracomment>%1 is the message of a payment processor, in its own words</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeliveryModel</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop has taken it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop has not taken it yet; it is sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop never took it, and it is not sent by itself any more. Mend the shop&apos;s address, then send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being worked off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor is being asked about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worked off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor was asked, and its answer counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here has the references that it names. It is kept, and looked for again for a week.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It speaks of nothing that is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not signed, so it only made us ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It came %1 times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 from %3</source>
        <extracomment>time, what came of it, address</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked, so nothing can be signed. Unlock it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being sent or worked off right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile has no address to send it to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such message any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work. Nothing has changed; try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money is moved by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop did not take it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held - to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part held - to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part captured, rest held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part captured, in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part captured, closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released (void)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released after capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor did not answer. The money may or may not have moved; it is asked again until that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card has been given yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet. Nothing has been taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor is working on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer has to verify the payment at their bank. Nothing has been taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor holds it for review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money is held on the card and waits to be captured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank holds less than was asked; it waits to be captured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is captured, the rest is still held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is captured, another capture is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is captured, the rest was released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money has been taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hold was released. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was released after the capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s hold has ended. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor confirmed something other than was asked. Compare it before you do anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has to look at it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>%1 is one amount or several with commas, %2 the last one</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <extracomment>Date and time in a table; letters as in QLocale::toString</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <extracomment>Date and time of this year; letters as in QLocale::toString</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm:ss</source>
        <extracomment>Date and time to the second; letters as in QLocale::toString</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;today&apos; HH:mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ddd HH:mm</source>
        <extracomment>weekday and time; letters as in QLocale::toString</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual, once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual, several parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3D Secure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order ref</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connector transaction ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a set time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisputeModel</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Respond by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is attached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence is with the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dispute is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisputePanel</name>
    <message>
        <source>The chosen dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence gathered so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chosen one away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the loss…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the text is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened, in your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a dispute to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>kind of evidence, then its text or the name of its file</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give %1 up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money goes back to the cardholder. Nothing brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the dispute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisputeTableModel</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Respond by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisputeText</name>
    <message>
        <source>Inquiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre-arbitration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arbitration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer on its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not answered in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows yet whether the processor has the answer. It is sent again by itself, and counts once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cardholder wants the money back. Submit evidence before the deadline, or accept the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence is with the bank. It decides; nothing more is needed now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody answered before the deadline. The money went back to the cardholder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money was given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank took the dispute back. The money is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank decided for you. The money is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank decided for the cardholder. The money is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of shipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer&apos;s e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the customer&apos;s computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why there is no refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof of shipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters with the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dispute stands as it did; no money has moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This dispute cannot be answered any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list again to see how it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer to this dispute is already on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the processor has taken it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no evidence yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an explanation or attach a file, then submit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is too long: files may have two megabytes, texts 20,000 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be evidence: it is no PDF, PNG, JPEG or text, or it holds a card number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file, or take the number out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dispute takes twenty pieces of evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take one away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor could not be reached. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This processor takes answers on its own pages only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the dispute there; what comes of it shows here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such dispute or file any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisputesPage</name>
    <message>
        <source>Choose evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence (*.pdf *.png *.jpg *.jpeg *.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which disputes are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispute ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 dispute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a cardholder disputes a payment, the processor says so and it shows here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ElidedLabel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvironmentStripe</name>
    <message>
        <source>TEST: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LIVE: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test mode: no real money moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mode: real money moves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>%1 is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it in and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This customer was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known about it any more; make a new customer under another id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be used as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment has moved on, so this cannot be done any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its status; what can be done now is offered there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed this payment while you were editing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare both values and choose which ones to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another operation on this payment is still under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is decided, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More is waiting than can be taken on at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the amount again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is larger than one payment may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a smaller amount, or split the order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount has more decimals than its currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount can be read in two ways.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the amount again, with its decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is more than is left on this hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture what is left, and charge the rest separately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amounts are in different currencies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the currency of the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This currency is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a currency from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card number cannot be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with the card and enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expiry date cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter month and year as on the card, such as 09/28.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The security code cannot be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the 3 digits on the back of the card; 4 on the front of an American Express card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; check the connection if it stays so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No processor can take this payment at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in half a minute; check the processor&apos;s settings if it stays so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear answer came from the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please do not charge again: it is being asked until we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor confirmed something other than it was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the payment with the processor&apos;s own records before anything else; further operations on it are blocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor of this payment cannot do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another way; the processor&apos;s page lists what it can do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s hold has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer to pay again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database cannot be written at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its disk is there and may be written, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of the database is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and whether its disk is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a database of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left untouched. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was made by a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left untouched. Update the program to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be read but not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left untouched. Change its permissions, or copy it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is in use by another process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is on a network disk, where it cannot be kept safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it to a disk of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program made a mistake and stopped this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the payment&apos;s status before you try again, and report the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The e-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expiry month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expiry year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field “%1”</source>
        <extracomment>%1 is the technical name of a field</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent, so no money has moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new was sent; what was already on its way is asked about again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money may or may not have moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money has moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 is left on this hold; you asked for %2.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture %1, or ask the customer for the other %2.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s hold ended on %1.</source>
        <extracomment>%1 is a date with time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ref %1</source>
        <extracomment>%1 is the id of a payment, to quote when asking for help</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken by this capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear answer came from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hold may or may not have been released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a card number. Enter the 8 to 19 digits on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the 3 digits on the back; 4 on the front for American Express.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it like name@example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use only A-Z, a-z, 0-9, _ and -; at most 64 of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card number and no control character may stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is more than can still be refunded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund what is left of the captured amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This payment has as many refunds as it can have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the rest back to the customer in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault with the stored cards is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it, or take the card number from the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain is locked, or it does not hold the vault&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keychain and try again; if the key is lost, restore it from the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain refused access to the vault&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow the access when the keychain asks, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether it is waiting for you in a window of its own, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain of this computer cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the keychain service and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not the key of this vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Look for the right key, or restore it from the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain gave back another key than it was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was stored under it. Check the keychain and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault&apos;s key has been used as often as is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the vault&apos;s key, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase does not open this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it again; upper and lower case count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take at least 12 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored card is damaged and cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for the card again, or restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption on this computer gives wrong results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault stays closed. Repair the installation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file could be read or replaced by others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it a plain file of your own that only you may read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left untouched. Restore it from a copy, or use the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recovery sheet does not read as it was printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare each line with the sheet and enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of the refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The refund id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 can still be refunded; you asked for %2.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund %1 at most.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money may or may not have gone back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money went back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We ask again at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We keep asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please do not refund again: the button is locked until we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please do not charge again: the button is locked until we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a time that is still to come, before the bank&apos;s hold ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still needed: an agreement about later charges is in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the agreement first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agreement with this customer is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer has agreed to charges at other times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the first and the last day of the agreement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is more than the customer has agreed to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge what is left of the agreement, or ask the customer for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card may be charged only while the customer is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer to pay, or to agree to later charges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank has said that this card must not be tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for another card and a new agreement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limit of the agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first day of the agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day of the agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this is about is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id, or search for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this is about is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the one that is there, or choose another id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventText</name>
    <message>
        <source>Payment created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted by the processor, decided later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer: outcome not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment method named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed and sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank asks the customer to verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer came back from the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held for review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money held on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the money held on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part taken, rest released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part taken, rest stays held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture did not happen, hold stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release did not happen, hold stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s hold ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor&apos;s answer does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part captured, closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part captured, rest held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified without a challenge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>challenge by the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>liability with the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>liability not shifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, status %2, %3</source>
        <extracomment>3DS result: %1 how, %2 the bank&apos;s letter, %3 who bears the risk</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepared, not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor decides later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned refund given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund accepted by the processor, decided later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money sent back to the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund did not happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund came back: the customer did not get the money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor&apos;s answer on the refund does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected: it had gone through after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused, tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise of the hold sent to the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More money held on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold was not raised, it stands as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise accepted by the processor, decided later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise of the hold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileChooser</name>
    <message>
        <source>Open a payments file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments files (*.orchestratorx *.sqlite *.db);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt *.tsv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a shipment file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Column filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Making test payments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making %1 test payments… %2 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the test bank…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to OrchestratorX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take payments, hold them, and capture what you ship. Where do you want to begin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thousands of made-up payments and a test bank on this computer. Nothing leaves it, and no real money moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments that were kept on this computer before, or a copy of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of making test payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the keys of your own account at a payment processor: for tests first, or for real payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For tests, or for real payments?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test keys and live keys are kept apart: each has a file of its own, and neither is taken by the other. Begin with tests; you can come back for real payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tests</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrozenColumns</name>
    <message>
        <source>First columns, kept in sight</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HoldsAtRisk</name>
    <message>
        <source>No hold ends within 24 h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends within 24 h: %1, in one hold.</source>
        <extracomment>%1 is amounts such as &quot;100.00 EUR and 5.00 USD&quot;, %2 a number of holds</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends within 24 h: %1, in %2 holds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for you: every payment is known, and no hold ends within a day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting what is to be done …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectorModel</name>
    <message>
        <source>The hold ended %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold ends %1 (%2)</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot;, %2 the time left such as &quot;2 days&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2 – %3</source>
        <extracomment>one try to pay: %1 its number, %2 the processor, %3 how it stands</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured by itself: %1. You can capture or release it earlier.</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot; or &quot;today 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes back: %1</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture planned for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1 times, the last time %2.</source>
        <extracomment>%1 a number, %2 a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1.</source>
        <extracomment>%1 is a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked once since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked %1 times since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If nothing is to be taken, release it with V.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: does not match</source>
        <extracomment>%1 is an operation such as &quot;Capture&quot;, %2 an amount</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <extracomment>a step of a payment: %1 what happened, %2 why that account was chosen</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a payment to see its money, its history and what can be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible in this status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the money that is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release the money that is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bank&apos;s verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor how things stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3D Secure: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor&apos;s code: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the money back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this customer with saved cards and payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what was sent, ask again, and what else can be done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectorWindow</name>
    <message>
        <source>Payment %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyChangePage</name>
    <message>
        <source>Passphrase until &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;passphrase, at least 12 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault gets a new key. Stored cards are moved to it while you go on working; should the program end meanwhile, it goes on later. Recovery sheets of the old key open the vault no more, so you get a new one: have pen and paper or a printer at hand. Backups made before still need their own sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 The new key goes into this computer&apos;s keychain.</source>
        <extracomment>%1 is what happens, several sentences</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyPlaceChoice</name>
    <message>
        <source>In this computer&apos;s &amp;keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a key &amp;file beside the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is the key kept?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault opens when you sign in. Every program that runs as you can ask the keychain too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is asked for whenever the vault is opened. For computers without a keychain.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyProgressView</name>
    <message>
        <source>Stored cards moved to the new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was changed. Stored records are being moved to it: %1 left.</source>
        <extracomment>%1 is a number of stored cards and keys</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was changed. %1 stored records are still under the old key; moving them stopped. %2</source>
        <extracomment>%1 is a number, %2 says what went wrong, a whole sentence</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was changed. %1 stored records are damaged and could not be moved; they stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was changed. %1 stored records are still under the old key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key was changed, and everything stored is under the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinkPage</name>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to the bank&apos;s page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is done: ask the bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works until %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link is copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste it into a message to the customer, and to nobody else. When they have answered, this window hears of it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank&apos;s page is open in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the customer finish there. This window hears of it by itself; closing the browser never makes a payment fail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. Copy the link, and open it in a browser or send it to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>OrchestratorX – %1 (%2)</source>
        <extracomment>title of the window: %1 the merchant, %2 the mode</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TEST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance, shortcuts and quitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business, local or UTC time, everywhere (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times are shown in: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide names and amounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the vault now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and amounts are hidden (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestBar</name>
    <message>
        <source>The shipment file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1</source>
        <extracomment>%1 is the number of a column</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestColumns</name>
    <message>
        <source>Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestDialog</name>
    <message>
        <source>not-captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture what was shipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export 1 line that is not captured…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export %1 lines that are not captured…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestEditor</name>
    <message>
        <source>semicolons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amounts like 1,234.56</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amounts like 1.234,56</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amounts written in two ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened: it is not there, or you may not read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose above which column names the payments: order reference, payment ID or transaction ID. A column can say one thing only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines name too many payments: choose a column that names each by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 line</source>
        <extracomment>%1 is a number of lines</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was not captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines could not be written there. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestFile</name>
    <message>
        <source>there is text behind a closing quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quote is opened and never closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has %1 columns, the first line has %2</source>
        <extracomment>%1 and %2 are numbers of columns</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a field is longer than %1 characters</source>
        <extracomment>%1 is a number of characters</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large: at most %1 MB can be imported at once.</source>
        <extracomment>%1 is a number of megabytes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line cannot be read: %1.</source>
        <extracomment>%1 is what is wrong, such as &quot;a quote is opened and never closed&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than %1 columns.</source>
        <extracomment>%1 is a number of columns</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than %1 lines. Split it.</source>
        <extracomment>%1 is a number of lines</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has a first line and nothing below it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestPlan</name>
    <message>
        <source>This line cannot be read: %1.</source>
        <extracomment>%1 is what is wrong, such as &quot;a quote is opened and never closed&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment has this payment ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment has this transaction ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment has this order reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line names no payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line was captured on %2: %1.</source>
        <extracomment>%1 is an amount with its currency, %2 a date and time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A capture of this line has to be looked into: see the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A capture of this line, %1, is under way since %2.</source>
        <extracomment>%1 is an amount with its currency, %2 a date and time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment belongs to another order: %1.</source>
        <extracomment>%1 is an order reference</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to capture: %1 was captured.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 has the same shipment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no currency code.</source>
        <extracomment>%1 is what stands in the file</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says %1, the hold is in %2.</source>
        <extracomment>%1 and %2 are currency codes</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” can be read in two ways: choose above how decimals are written.</source>
        <extracomment>%1 is what stands in the file, such as 1.234</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has more decimals than %2 has.</source>
        <extracomment>%1 is what stands in the file, %2 a currency code</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an amount.</source>
        <extracomment>%1 is what stands in the file</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hold allows one capture, and line %1 takes it.</source>
        <extracomment>%1 is a line number</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left on this hold after line %1.</source>
        <extracomment>%1 is a line number</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 is left on this hold; the line asks for %2.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other lines take the rest of this hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less than the hold: %1 will be released.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less than the hold: %1 stays held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds match: see that it is this one.</source>
        <extracomment>%1 is a number of payments, never 1</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This order also has a payment of which %1 was captured.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 says the same, and neither names a shipment: is it another parcel, or the same line twice?</source>
        <extracomment>%1 is a line number</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManifestText</name>
    <message>
        <source>The file is damaged: it is not whole %1 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a workbook, not a CSV file. Save the sheet as CSV and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Ref %1</source>
        <extracomment>%1 is the id of a payment, to quote when asking for help</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MethodRemovalEditor</name>
    <message>
        <source>Remove %1</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the customer&apos;s default card; afterwards there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments that were made with it stay as they are and can be refunded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone: the customer would have to give the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can take it back for ten seconds. Afterwards the customer would have to give the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is removed unless you take it back.</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its number and its network token are wiped from the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its number is wiped from the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No processor holds a token for it that this program knows of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told to forget their tokens for it: %1.</source>
        <extracomment>%1 is a list of processor accounts</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MethodTableModel</name>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is offered first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault</source>
        <extracomment>where the number of a saved card is kept: in our vault, not at a processor</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is sealed in this program&apos;s vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So is a network token ending in %1, good until %2: the card&apos;s network gave it out, and it can be charged in the number&apos;s place.</source>
        <extracomment>%1 are the last four digits, %2 an expiry such as &quot;04/2027&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No processor holds a token for it that this program knows of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token for it, for later charges, is held by: %1.</source>
        <extracomment>%1 is a list of processor accounts</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network token •• %1</source>
        <extracomment>beside the card; %1 are the last four digits</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MomentEdit</name>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <extracomment>Date and time in a field; letters as in QLocale::toString</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyBar</name>
    <message>
        <source>Being captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money held or taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyEdit</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>Name of a field for screen readers: %1 such as &quot;Amount&quot;, %2 a currency code</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyInput</name>
    <message>
        <source>Enter the amount, such as %1.</source>
        <extracomment>%1 is an amount such as 1234.56</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest amount of one payment is %1 %2.</source>
        <extracomment>%1 is an amount, %2 a currency code</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no decimals: write a whole number such as %2.</source>
        <extracomment>%1 is a currency code, %2 an amount without decimals</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has at most %2 decimals: write it like %3.</source>
        <extracomment>%1 is a currency code, %2 a count of decimals, %3 an amount</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This can be read in two ways. Write it like %1 or %2.</source>
        <extracomment>%1 and %2 are the same amount without and with groups of thousands</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an amount. Write it like %1 or %2.</source>
        <extracomment>%1 and %2 are the same amount without and with groups of thousands</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoneyReason</name>
    <message>
        <source>The customer asked for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order cannot be delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order was placed twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fraud suspected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason (see note)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the reason into the note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note is too long by %1 characters.</source>
        <extracomment>%1 is a number of characters</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentConfirm</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the ids of this request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: go back and enter it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank is asked to verify the customer (3-D Secure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if the bank demands it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment %1
Idempotency key %2</source>
        <extracomment>%1 is the id of a payment, %2 the id of the request; both are for technical questions</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentConflict</name>
    <message>
        <source>Keep &amp;mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the s&amp;tored ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentCustomer</name>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Customer ID in your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID in your shop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 1 of 4: payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 2 of 4: customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 3 of 4: card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 4 of 4: confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was not kept. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked until it is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was removed because nothing was typed for a while. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is stored stays: you can go on later with %1.</source>
        <extracomment>%1 is the id of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the payment is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows in the list of payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close and discard what you typed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentEditor</name>
    <message>
        <source>Save and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the card again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is charged %1 at once.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held on the card until you capture it, all at once or a part; what you leave is released.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held on the card until you capture it, in as many parts as you like.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held on the card and captured by itself on %2, unless you capture or release it before.</source>
        <extracomment>%1 is an amount with its currency, %2 a time</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this saved card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no vault to keep cards in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card is kept for a customer: go back and enter the customer ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is kept for the customer&apos;s next payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is kept, and may be charged without the customer, who has agreed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentIntent</name>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;urrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Charge at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hold now, capture once when the order is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold now, capture in several &amp;parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When is the money taken?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the bank &amp;verify the customer (3-D Secure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept it if the bank approves only a par&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold now, capture by itself at a &amp;set time:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it is captured by itself</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPaymentMethod</name>
    <message>
        <source>Pay with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security code of the saved card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Security code: ask the customer, it is never kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the customer&apos;s next payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also to charge it without the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep the card in the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if the customer has agreed to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, saved</source>
        <extracomment>%1 is a card such as &quot;Visa 4242, 12/30&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>&amp;Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody who may see it can read this note. It cannot be changed or taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the note?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you have written is not kept anywhere yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Note on this payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 characters left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 characters too many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteList</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a person, %2 a moment such as &quot;4 Mar 12:04&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotesView</name>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has written anything yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something down for others (N in the table)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectName</name>
    <message>
        <source>There is no such payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a payment with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id, or search for the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such attempt to pay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This attempt to pay is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the payment again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This customer id is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id, or search for the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This saved card is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is saved already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody removed it; read the customer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card that was given for this payment is no longer kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such agreement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already an agreement with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id, or look for the agreement on the Recurring page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such refund.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a refund with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id, or look at the payment&apos;s refunds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such merchant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a merchant with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the id; a merchant that was deleted cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a profile with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another profile; one that was deleted cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such account at a processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already an account with this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another account; one that was deleted cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such set of routing rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are already routing rules with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list of rules again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a key with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key; one that was ended cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list of messages again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This access to the payment is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This access is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the payment again; access to it may have ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This verification is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This verification is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor how the payment stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no vault for cards yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a vault already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the vault first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record is no longer in the vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record is in the vault already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such step of a payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step was begun already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This note is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the notes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such dispute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This dispute is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list of disputes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a file with this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and whether its disk is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is not on the block list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is on the block list already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the block list again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such payment link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a payment link with this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address of the link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such rule for refusals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a rule for this refusal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the rule that is there, or name another refusal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message>
        <source>Cancel payment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the bank again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ref %1</source>
        <extracomment>%1 is the id of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutcomeView</name>
    <message>
        <source>Ref %1</source>
        <extracomment>%1 is the id of a payment, to quote when asking for help</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseFields</name>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take at least %1 characters; these are %2.</source>
        <extracomment>%1 and %2 are numbers of characters</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the same passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentCommands</name>
    <message>
        <source>There is nothing to capture: this payment is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to release: this payment is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer need not verify anything: this payment is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing left to refund: all that was taken went back, or is about to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to refund: this payment is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentDraft</name>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept a smaller approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For payments of the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also for charges without the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentLookup</name>
    <message>
        <source>There is no link for the customer: this payment is “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link for the customer works no more. Nothing was taken; ask the processor, or void the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link for the customer is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link for the customer is copied. It works until %1 (%2).</source>
        <extracomment>%1 is a day and time, %2 a time zone</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked %1: %2. %3</source>
        <extracomment>%1 order or payment, %2 its status, %3 what that means</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This refund is not waiting any more, so it cannot be given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund of %1: %2. %3</source>
        <extracomment>%1 is an amount, %2 how its refund stands, %3 what that means</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentOutcome</name>
    <message>
        <source>%1 is paid</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 is paid</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank approved the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money has been taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else has to be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank approved only a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money is held on the card, not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money is held on the card until %1, not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture it when the order is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank wants the customer to verify the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the verification when the customer is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor has accepted the payment and decides later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please do not charge again; this page follows the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is captured by itself: %1. You can capture or release it earlier.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentTableModel</name>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to sort by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentsPage</name>
    <message>
        <source>%1 rows copied, with column names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 rows can be copied at once; select fewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room for %1 views; remove one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter runs “%1” on the selected payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payments yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the first one, or let your shop make it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money is held on a card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every outcome is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A payment appears here when a processor did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customer has to do anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A payment appears here while the bank waits for the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment in this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list cannot be sorted by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one payment to release it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select at most %1 payments to ask about at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is selected as soon as the list is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to select.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 payments are selected: %2.</source>
        <extracomment>%1 is a number of payments, %2 the name of a view or what is searched for</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading was stopped: this is not everything. F5 reads again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>such as: paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four, amount, name, e-mail, order or any id (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4242 · 49.90 eur · name@ · last week · status:hold · expires:&lt;24h · amount:10..50 · -failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a payment (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A field above each column (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which columns are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what has been read so far (Esc in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one payment to refund it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command “%1”. Commands are capture, void, refund, verify and ask.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresencePage</name>
    <message>
        <source>Who is with you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the customer a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You play the customer at the test bank. No real money moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the bank&apos;s page here. Turn the screen to them: only they may type in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the bank&apos;s page in the browser. Turn the screen to them: only they may type in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the link to the bank&apos;s page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the link to the bank&apos;s page. It works until %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcessorDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor whether it takes the keys; nothing is charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep the old keys for 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that you can switch back. New calls use the new keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take &amp;cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (may stay empty)</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys you entered are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcessorEditor</name>
    <message>
        <source>Connect a processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account %1</source>
        <extracomment>%1 is the name of an account</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New keys for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1 account</source>
        <extracomment>%1 is a processor</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to the new keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keys were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys now: %1, since %2.</source>
        <extracomment>%1 are keys with all but their ends hidden, %2 is their age such as &quot;12 days&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes these keys. Nothing was charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is connected; payments can be sent there.</source>
        <extracomment>%1 is the name of an account</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the new keys. The old ones stay for 24 hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the new keys. The old ones are gone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcessorTable</name>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcessorText</name>
    <message>
        <source>Answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last call failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments are sent here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent here since this program started. Press T to test it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last call went wrong: %1</source>
        <extracomment>%1 says what went wrong</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not answer (%1), so new payments are kept away for half a minute at a time. What was sent before is asked about.</source>
        <extracomment>%1 says what went wrong</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment begins here. What began here goes on here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keys were refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it answered with error %1</source>
        <extracomment>%1 is a number of HTTP, such as 503</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TEST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merchant account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part captures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several captures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part authorisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cards set up elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent for payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused the keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy them again from the processor&apos;s own pages; look whether they were ended there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a secret key for test payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a secret key for live payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a test profile, and a live key is never used in one. Enter the test key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a live profile, and a test key is never used in one. Enter the live key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in every key that %1 asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address does not fit this account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the https address for tests; plain http only leads to this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the https address for live payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives every company an address of its own for live payments; it is in its own pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an account with this name already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault with the keys is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the vault, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are calls to this account whose outcome is not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until they are known; without its keys nobody could ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gave no clear answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed the account; read the page again (F5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcessorsPage</name>
    <message>
        <source>Accounts at processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a processor...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the keys of an account (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no vault yet, so no keys can be kept. Create it at the bottom of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked: payments to accounts with keys are refused, and what is not known yet is asked about once it is open. Unlock it at the bottom of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No processor is connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect one to take payments: you need its keys. Press N.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers and takes the keys of %2. Nothing was charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is disabled: no payment begins there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is enabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the old keys again. The new ones are gone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonFields</name>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecurringPage</name>
    <message>
        <source>Reading the agreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which agreements are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 agreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first %1 agreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No agreements yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the page “Customers”, choose a saved card and press A to agree on later charges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the agreements of all customers again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1  ×</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the agreements of %1 are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundDialog</name>
    <message>
        <source>Refund %1</source>
        <extracomment>%1 is an order reference or the id of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This &amp;amount:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount to refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Later, on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the money goes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note (kept with the refund)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that can still go &amp;back, %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the refund is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows with the payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without refunding?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. What you entered is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundEditor</name>
    <message>
        <source>This payment is more than a year old: the processor refunds it no more. Send the money back to the customer in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to refund.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This time is past. Choose a later one, or refund now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the customer&apos;s card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 goes back to %2; this cannot be undone. %3</source>
        <extracomment>%1 is an amount, %2 a card such as &quot;Visa •• 4242&quot;, %3 &quot;40.00 EUR stays.&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 goes back to %2 on %3; until then it can be given up. %4</source>
        <extracomment>%1 is an amount, %2 a card, %3 a date with time, %4 &quot;40.00 EUR stays.&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan refund of %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The refund of %1 is planned for %2.</source>
        <extracomment>%1 is an amount with its currency, %2 a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The refund of %1 was accepted and is decided later.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked: the refund of %1 did go through.</source>
        <extracomment>Told after the outcome was not known for a while. %1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunded %1.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This payment changed meanwhile: %1 can still be refunded.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundList</name>
    <message>
        <source>%1: refund of %2</source>
        <extracomment>%1 is what a button does, %2 an amount</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask how this refund stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent yet, and nothing will be</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundTableModel</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requested by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned: %1</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundText</name>
    <message>
        <source>Planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent yet; it can still be given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor has accepted the refund and decides later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor did not answer. The money may or may not have gone back; it is asked again until that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money went back to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money went back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was given up before its time. No money went back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s bank returned it: the money is with you again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor confirmed something other than was asked. Compare it with the processor&apos;s own records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned or in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed or given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor confirmed something other than it was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money may or may not have gone back; its amount stays reserved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the refund with the processor&apos;s own records before anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s bank sent the refund back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money is with you again; the customer does not have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer for another way to return it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer from the processor yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the processor confirmed something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the customer&apos;s bank sent it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the processor could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefundsPage</name>
    <message>
        <source>Reading the refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which refunds are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest %1 refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No refunds yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a paid payment and press R to give its money back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemovalEditor</name>
    <message>
        <source>%1 The next charge is planned for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agreement about later charges still needs it. End it first, on the page “Recurring”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 agreements about later charges still need it. End them first, on the page “Recurring”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResolveDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide it by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It went through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes two persons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you &amp;found out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you found out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard what you found out?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not kept as a note yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResolveEditor</name>
    <message>
        <source>It is known now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times asked since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor&apos;s ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent under key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment is “%1”. %2</source>
        <extracomment>%1 is the status of a payment, %2 what it means</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the processor cannot say is decided by two persons: one proposes it with evidence, another one approves. This program knows only one person so far, so nobody can decide it here. It goes on being asked. What you find out, at the processor or on a bank statement, can be kept as a note for whoever decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked at %1: still “%2”.</source>
        <extracomment>%1 is a time of day, %2 the status of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked at %1: the payment is “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as a note on the payment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RevocationEditor</name>
    <message>
        <source>End the agreement with %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be charged under it any more. A charge that is under way goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next charge, planned for %1, falls away.</source>
        <extracomment>%1 is a moment such as &quot;Fri 16:00&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved card stays; it can then be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone: the customer would have to agree to a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agreement has ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingEditor</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <extracomment>between accounts that are tried one after the other</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, then </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made in the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingPage</name>
    <message>
        <source>Routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to what is in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the default order decide again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payments follow these rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing rules in their order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add rule…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a rule at the end (Ins)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the rule (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the rule out (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask this rule earlier (Alt+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask this rule later (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what these rules would have made of past payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments that would have gone elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch these rules off?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payments go by the default order. The rules are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in force: payments go to the first account that can take them, in the default order. Add a rule to send some of them elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force: %1. What you changed below is not in force yet.</source>
        <extracomment>%1 the name of a routing configuration</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try on last month</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingRuleDialog</name>
    <message>
        <source>Routing rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When all of this holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These conditions were made elsewhere and stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rule looks at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry of the metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account that payments go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (switched off)</source>
        <extracomment>%1 the label of an account that is switched off</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Then send to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the rule a name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingRuleDraft</name>
    <message>
        <source>Name the entry of the metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a whole number of minor units: 10000 is 100.00 EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a currency code such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a card network such as Visa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter two letters such as DE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This value cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingRulesModel</name>
    <message>
        <source>No rule applies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched in 30 days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingText</name>
    <message>
        <source>the only account that can charge this card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the request asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the one account of the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first in the order of priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn by share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule “%1”</source>
        <extracomment>%1 the name of a routing rule</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rule applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried again with another account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried again with verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; the first choice was passed over: %2</source>
        <extracomment>%1 why an account was chosen, %2 why the one before it was not</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it belongs to another profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test and live do not mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the request did not allow it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it takes no cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take cards of this type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take this card network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take this currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take this country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the amount is outside its limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot charge saved cards later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot capture in several parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot charge a card set up elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metadata %1</source>
        <extracomment>%1 the name of a member of the payment&apos;s metadata</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first six digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amount in minor units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capture method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>billing country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initiated by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried again with the card&apos;s own number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it takes no network tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoutingTrialModel</name>
    <message>
        <source>No account could</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Went to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading past payments: %1 so far</source>
        <extracomment>%1 a number of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were no payments in the last 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would change: all %1 payments of the last 30 days would go where they went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 payments in the last 30 days, %2 would have gone elsewhere.</source>
        <extracomment>%1 and %2 are numbers of payments</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedViewTabs</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what is shown as a view of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search, filters and sorting are kept under this name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchParser</name>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a status can be excluded, as in “-failed”; “%1” is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field “%1”. Did you mean “%2”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1:” needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a status can be excluded, as in “-failed”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no status “%1”. Did you mean “%2”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a date. Write 2026-03-01, &gt;2026-03-01 or last week.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connector %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card ends with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>order begins with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not refunded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not %1</source>
        <extracomment>a status that is excluded or asked for, as typed</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amount %1 in any currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amount %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created from %1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created before %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e-mail begins with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer begins with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an amount. Write 10..50, &gt;10 or &lt;50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amount %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a time. Write &lt;24h, &lt;3d or a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold ends within %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a currency. Write its three letters, such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no card brand “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capture %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” in card, order, name, e-mail or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refunded, in full or in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no way to capture. Write automatic, manual, several or scheduled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“has:” knows “note” only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Clear selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture the selected holds (C)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionTotals</name>
    <message>
        <source>%1 selected</source>
        <extracomment>%1 is a number of payments, %2 sums per currency such as &quot;10.00 EUR + 5.00 USD&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 selected: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still held: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendingDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;urrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked until it is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start verification</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetUpDialog</name>
    <message>
        <source>Agree on later charges with %1</source>
        <extracomment>%1 is the name of a customer</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With %1.</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge &amp;now (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Several charges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;One charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most, all together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At &amp;most, all together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No charge &amp;from this time on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the agreement ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security &amp;code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer has agreed to &amp;all of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the bank is asked?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; an agreement that the bank accepts is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without setting it up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. What you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetUpEditor</name>
    <message>
        <source>Back to the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charge %1 and set up</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agreement is set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank has accepted the agreement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be charged from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter an amount above zero, or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the most that the one charge may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a time that is still to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the customer, and tick this when they agree.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetFile</name>
    <message>
        <source>Save the recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF pages (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OrchestratorX recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault of %1, written on %2.</source>
        <extracomment>%1 is the name of a merchant, %2 a date</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With these lines and their passphrase the vault opens again when its key is lost: in the window, choose “Vault locked” and “Restore from the recovery sheet”. Keep the passphrase somewhere else than this page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>With this sheet and its passphrase the vault can be opened again when its key is lost. Without both, stored cards are lost with the key. It is shown this once and kept nowhere: write it down, or save it as a page, print that and delete the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as PDF...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beginning of a line of the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be sure: &amp;type the first four characters of line %1 from your paper</source>
        <extracomment>%1 is the number of a line on paper</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet says something else there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1. Print it, then delete the file.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A filter above each column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to all payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to what is to be captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in a window; in a dialog: the action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous and next payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select everything that matches, and say how many that is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the customer&apos;s verification (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the processor now (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the customer&apos;s link (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows with column names, for a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as lined-up text, for a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the payment ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business, local or UTC time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back one step; in the table: stop reading, or select one row only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the refunds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a shipment file (on the capture page)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the selected holds (on the capture page)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to what waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the agreements about later charges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree on later charges (in a customer&apos;s cards)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a saved card, or make it the default (in a customer&apos;s cards)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide or show names, e-mail addresses and amounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the vault now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last removal back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the disputes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the accounts at processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note (in the table)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusChip</name>
    <message>
        <source>Status: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableState</name>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New payment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeChoice</name>
    <message>
        <source>Business time, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local time, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>a step of the timeline: %1 when, %2 by whom, %3 the status it led to</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 → %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>File: %1</source>
        <extracomment>%1 is the path of a file</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the removal back (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is removed in %2 s</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;, %2 a number of seconds</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep %1 after all</source>
        <extracomment>%1 is a card such as &quot;Visa •• 4242&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultCorner</name>
    <message>
        <source>%1
Lock it: %2</source>
        <extracomment>%1 says how the vault stands, %2 is a key</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored cards cannot be used: %1 %2 Everything else works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault locked itself because nobody did anything for a while. Click “Vault locked” below to unlock it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A vault keeps cards for later payments, encrypted one by one. Its key is made now and kept apart from the data. Then you get a recovery sheet: have pen and paper or a printer at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase, at least 12 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase of the key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The eight &amp;lines of the recovery sheet, as they stand there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of the recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase of the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock it by &amp;itself when nobody has done anything for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time without activity after which the vault is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 minute</source>
        <extracomment>after so much time without activity the vault is locked</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the vault&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens the key file and the recovery sheet. Nobody can tell it to you again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens the recovery sheet. Nobody can tell it to you again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore from the &amp;recovery sheet...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have it on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;recovery sheet...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wait...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the lines of the sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovery-sheet.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without the sheet on paper?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not shown again. A new one can be made as long as the vault can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the &amp;key...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the vault&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets of the old key open the vault no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older sheets of the same key go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the passphrase of the key file: it will open the sheet too. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a passphrase for the sheet. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultText</name>
    <message>
        <source>Payments with a card that is typed in, captures and refunds go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored cards cannot be used or added until somebody enters the passphrase of the key file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored cards cannot be used or added until the keychain gives the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No vault yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault locked: see why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vault open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards can be kept for a customer&apos;s next payment once there is a vault: they are encrypted with a key that is not in the data file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the vault of the sample data. Its key lies in a file beside them under a passphrase that everybody knows: no real card belongs here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored cards can be used and added. The key is kept %1.</source>
        <extracomment>%1 is &quot;in this computer&apos;s keychain&quot; or the like</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in this computer&apos;s keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a key file beside the data, under a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a file beside the sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no vault for cards yet. Create one: “No vault yet” at the bottom of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it: “Vault locked” at the bottom of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money has moved, and no stored card was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file does not hold this vault&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the right key file back beside the data file, or restore the key from the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault&apos;s own entry in the data file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup of the data file. Nothing is repaired by itself, so that nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program or computer may have put its key there. Restore the right one from the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the keychain service and try again, or keep the key in a key file with a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault is still busy with something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 of the sheet has a typing mistake.</source>
        <extracomment>%1 is the number of a line</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sheet has eight lines; this is another number of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample cards cannot be used or added until it is unlocked. Its key lies beside them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoidDialog</name>
    <message>
        <source>Release the hold of %1</source>
        <extracomment>%1 is an order reference or the id of a payment</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note (kept with the payment)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close while the release is under way?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; its outcome shows in the list of payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without releasing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. The note you typed is discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoidEditor</name>
    <message>
        <source>An operation on this payment has no known outcome yet. Wait until it is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A payment that is “%1” cannot be released.</source>
        <extracomment>%1 is the status of a payment in words</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is held for this payment. It is closed and cannot be used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is released to the customer; the %2 already captured stay taken. This cannot be undone.</source>
        <extracomment>%1 and %2 are amounts with their currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is released to the customer and nothing is taken. This cannot be undone.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release %1</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released %1.</source>
        <extracomment>%1 is an amount with its currency</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment is cancelled. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hold had already ended at the bank. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The release was accepted and is decided later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WebhooksPage</name>
    <message>
        <source>Webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which webhooks are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told to the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told by processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says, with secrets blotted out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event ID %1 copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 webhook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 calls refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No processor has told anything yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter this installation&apos;s webhook address at the processor, and its secret in the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was told to the shop yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the profile an address, and each change of a payment is told there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a webhook to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowState</name>
    <message>
        <source>The data file cannot be written now (%1). You can read everything; nothing is sent to a processor until it can be written again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the processor about 1 payment that was open when the program stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the processor about %1 payments that were open when the program stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search is catching up: %1 to go</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkCounters</name>
    <message>
        <source>%1 not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 expires in 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 expire in 24 h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>1 payment is not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments are not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 payment does not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments do not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hold ends within 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds end within 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 refund has to be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refunds have to be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 payment is in review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments are in review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 payment waits for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 payments wait for the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hold is to be captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds are to be captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear answer came, so the money may or may not have moved. The processor is asked again by itself; S asks now. Do not charge again meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor confirmed something other than what was asked. Look at the payment there, and compare, before anything else is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor answered about another amount. Nobody knows yet what went back, so the amount stays reserved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has to look at them before they go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken yet. L copies the link to send again, T starts the verification.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what was shipped, or drop a shipment file on the capture page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message>
        <source>To capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a shipment file (CSV) anywhere here, or press Ctrl+I.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import shipment file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture what a CSV file says was shipped (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture the ticked holds, or else the selected ones (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money is held on a card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most %1 holds can be captured at once; tick fewer.</source>
        <extracomment>%1 is a number of holds</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkbenchPlan</name>
    <message>
        <source>Ticked: %1</source>
        <extracomment>%1 is a number of holds</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked: %1, to capture %2</source>
        <extracomment>%1 is a number of holds, %2 sums per currency such as &quot;10.00 EUR + 5.00 USD&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount is wrong: see the marked rows.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkbenchTable</name>
    <message>
        <source>Ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick or untick all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order ref</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
