-- Published lists of the official system, as they were imported, and the records that they named.
alter table table_import drop constraint table_import_kind_known;
alter table table_import add constraint table_import_kind_known
    check (kind in ('UNITS', 'PEOPLE', 'OFFICIAL_NUMBERS'));

create table official_batch (
    id      uuid        primary key,
    name    text        not null check (name <> ''),
    day     date        not null,
    source  text        not null check (source <> ''),
    made_at timestamptz not null,
    unique (name, day, source)
);
create index official_batch_newest on official_batch (day desc, made_at desc, id);

create table official_batch_record (
    batch_id uuid not null references official_batch (id),
    number   text not null references filing_record (number),
    primary key (batch_id, number)
);
create index official_batch_of_record on official_batch_record (number);
