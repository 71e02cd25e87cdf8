-- The number that the official system gave: its day, and one record for each number.
alter table filing_record add column official_number_on date;
drop index filing_record_official;
create unique index filing_record_official on filing_record (upper(official_number))
    where official_number <> '';
