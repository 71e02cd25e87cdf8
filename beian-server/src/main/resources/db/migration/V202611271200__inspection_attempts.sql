-- How often the reading of a package was begun since it was asked for, or since an administrator had it read anew.
alter table inspection add column attempts integer not null default 0;
create index inspection_failed on inspection (ended_at desc) where status = 'FAILED';
