-- Each issue of a certificate is kept: one a revision and language, neither changed nor removed.
alter table filing_certificate drop constraint filing_certificate_pkey;
alter table filing_certificate add primary key (number, language, revision);

create function filing_certificate_stays() returns trigger language plpgsql as $$
begin
  raise exception 'certificate of % revision % stays as it was issued', old.number, old.revision;
end $$;

create trigger filing_certificate_stays before update or delete on filing_certificate
    for each row execute function filing_certificate_stays();
