-- An application may change a filing: which, and on which application its record rested then.
alter table application add column changes_id uuid references application (id);
alter table application add column changes_number text references filing_record (number);
alter table application add constraint application_change_of_a_filing check (
  (changes_id is null) = (changes_number is null)
  and (changes_id is not null) = (kind in ('CHANGE', 'MAJOR_CHANGE'))) not valid;
create unique index application_change_running on application (changes_number)
  where state not in ('ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED');

-- An accepted change has the number of what it changed.
alter table application drop constraint application_number_key;
create index application_number on application (number);

-- What records rest on: of the applications with one number the one that was accepted last.
create view filed_application as
  select a.* from application a join filing_record r on r.application_id = a.id;

-- Packages that a change replaced stay, as what earlier revisions named.
alter table filing_package add column from_revision integer not null default 1;
alter table filing_package add column until_revision integer;
alter table filing_package drop constraint filing_package_pkey;
alter table filing_package add primary key (number, sha256, part, from_revision);

-- The revision whose test the summary tells.
alter table filing_record add column tested_revision integer not null default 1;
