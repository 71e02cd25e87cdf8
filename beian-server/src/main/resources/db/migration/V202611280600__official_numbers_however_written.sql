-- A number that differs in brackets, blanks or zeros in front alone is another record's already.
create index filing_record_official_key on filing_record (official_number_key(official_number))
  where official_number <> '';
