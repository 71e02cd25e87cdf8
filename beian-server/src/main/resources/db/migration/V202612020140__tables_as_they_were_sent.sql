-- A table stays as it was sent, with which of its columns is which: a person corrects both.
alter table table_import
  add column header_row integer not null default -1,
  add column header_rows integer not null default 0,
  add column places integer[] not null default '{}',
  add column heading text not null default '',
  add constraint table_import_header check (header_row >= -1 and header_rows between 0 and 2
    and header_rows <= header_row + 1);
-- What a published list is called was its first row. Lists that were only looked at are sent again.
delete from table_import where kind = 'OFFICIAL_NUMBERS' and done_at is null;
