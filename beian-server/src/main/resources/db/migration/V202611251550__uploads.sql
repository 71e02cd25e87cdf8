-- Packages that come in pieces; the bytes lie in the object store's folder of incoming files.
create table package_part (
    id              uuid primary key,
    organization_id uuid        not null,
    person_id       uuid        not null,
    file_name       text        not null,
    app_id          text        not null default '',
    length_bytes    bigint      not null check (length_bytes > 0),
    begun_at        timestamptz not null,
    touched_at      timestamptz not null,
    package_id      uuid
);
create index package_part_person on package_part (person_id);
