-- How many records a batch names: a public page must not count them for each visitor.
alter table official_batch add column records integer not null default 0;
update official_batch b set records = (
  select count(*) from official_batch_record r where r.batch_id = b.id);
