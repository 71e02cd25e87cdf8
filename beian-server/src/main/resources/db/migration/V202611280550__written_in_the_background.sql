-- A long table is written by a job, part after part, each in a transaction of its own: how many of
-- its rows are left. It is kept until none is.
alter table table_import add column left_rows integer not null default 0
    constraint table_import_left_rows check (left_rows >= 0);
-- Results of lists are kept in another form from now on; those of the last day go.
delete from table_import where kind = 'OFFICIAL_NUMBERS' and done_at is not null;
