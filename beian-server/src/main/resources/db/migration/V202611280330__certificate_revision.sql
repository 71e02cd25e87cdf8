-- Of which revision a certificate is, so that jobs of several revisions make it once.
alter table filing_certificate add column revision integer not null default 0;
