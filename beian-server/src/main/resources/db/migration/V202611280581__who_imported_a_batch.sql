-- Who imported a published list; his office corrects what the batch is called, or withdraws an empty one. Of those
-- of before nobody is known.
alter table official_batch add column made_by uuid references user_account (id);
create index official_batch_made_by on official_batch (made_by) where made_by is not null;
