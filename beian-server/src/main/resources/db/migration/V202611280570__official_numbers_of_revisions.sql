-- Which official number a revision noted: the history says it, and one that was replaced still
-- leads to its record.
create function official_number_key(typed text) returns text language sql immutable parallel safe as $$
  select regexp_replace(
    translate(upper(normalize(typed, NFKC)), '[](){}【】 ', '〔〕〔〕〔〕〔〕'), '(^|[^0-9])0+([0-9])', '\1\2', 'g')
$$;

alter table filing_revision add column official_number text not null default '';
-- of earlier ones, the number that the record has now; those it had before stand in the ledger alone
update filing_revision v set official_number = r.official_number from filing_record r
 where r.number = v.number and r.official_number <> '' and v.event = 'OFFICIAL_NUMBER'
   and v.revision = (
     select max(w.revision) from filing_revision w where w.number = v.number and w.event = 'OFFICIAL_NUMBER');
create index filing_revision_official on filing_revision (official_number_key(official_number))
  where official_number <> '';
