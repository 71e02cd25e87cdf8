-- A list is one of the office that imported it, named in public: no other office adds to it.
alter table official_batch drop constraint official_batch_name_day_source_key;
alter table official_batch add constraint official_batch_of_office
  unique nulls not distinct (office_id, name, day, source);

-- The files that were imported as a list, by their digests.
create table official_batch_file (
    batch_id uuid        not null references official_batch (id) on delete cascade,
    sha256   text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    at       timestamptz not null,
    primary key (batch_id, sha256)
);

-- An office asks another one to take the rows of its list into theirs, which then says so.
create table official_batch_request (
    id          uuid        primary key,
    from_batch  uuid        not null references official_batch (id) on delete cascade,
    to_batch    uuid        not null references official_batch (id) on delete cascade,
    asked_by    uuid        not null references user_account (id),
    asked_at    timestamptz not null,
    taken       boolean,
    answered_by uuid        references user_account (id),
    answered_at timestamptz,
    constraint official_batch_request_other check (from_batch <> to_batch),
    constraint official_batch_request_answered check ((taken is null) = (answered_at is null))
);
create unique index official_batch_request_open on official_batch_request (from_batch, to_batch)
  where answered_at is null;
create index official_batch_request_to on official_batch_request (to_batch) where answered_at is null;
