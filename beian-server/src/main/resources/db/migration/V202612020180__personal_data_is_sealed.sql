-- Telephone numbers, e-mail addresses, secrets of second factors, mail addresses and webhooks are
-- encrypted by a key that is not in the database; the server does it at its first start with this
-- version. A keyed digest finds accounts with the same address or number: null while the row is in
-- the clear. No index: it is asked only of those who hold a seat.
alter table user_account add column telephone_index text, add column email_index text;
