-- When a batch last gained a record: who follows the feed of batches sees it again then.
alter table official_batch add column changed_at timestamptz;
update official_batch set changed_at = made_at;
alter table official_batch alter column changed_at set not null;
create index official_batch_latest on official_batch (made_at desc, id desc);
