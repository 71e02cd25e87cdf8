-- How many records of a batch are restricted, kept as they come and go: counting them for a public page grows with the
-- restricted records of the register.
alter table official_batch add column restricted integer not null default 0;
update official_batch b set restricted = (select count(*) from official_batch_record r
  join filing_record f on f.number = r.number where r.batch_id = b.id and f.restricted);
