-- Uploaded packages and attachments; the bytes lie in the object store under their digest.
create table package_upload (
    id              uuid primary key,
    organization_id uuid        not null,
    uploaded_by     uuid        not null,
    uploaded_at     timestamptz not null,
    file_name       text        not null,
    sha256          char(64)    not null,
    size_bytes      bigint      not null check (size_bytes > 0),
    app_id          text        not null default ''
);
create index package_upload_organization on package_upload (organization_id, uploaded_at desc);

create table attachment (
    id              uuid primary key,
    organization_id uuid        not null,
    uploaded_by     uuid        not null,
    uploaded_at     timestamptz not null,
    file_name       text        not null,
    media_type      text        not null,
    sha256          char(64)    not null,
    size_bytes      bigint      not null check (size_bytes > 0)
);

-- What was read from a package; one row a package digest and declared AppID, whoever uploaded it.
create table inspection (
    sha256       char(64)    not null,
    app_id       text        not null,
    status       text        not null check (status in ('QUEUED', 'RUNNING', 'READ', 'FAILED')),
    done         integer     not null default 0,
    total        integer     not null default 0,
    failure      text        not null default '',
    detail       text        not null default '',
    format       text        not null default '',
    facts_digest char(64),
    requested_at timestamptz not null,
    ended_at     timestamptz,
    primary key (sha256, app_id)
);

-- A rulebook applied to stored facts and a context; reproducible from the three digests and the date.
create table test_run (
    id               uuid primary key,
    package_id       uuid        not null references package_upload,
    facts_digest     char(64)    not null,
    context_digest   char(64)    not null,
    rulebook_version char(64)    not null,
    as_of            date        not null,
    verdict          text        not null,
    result_digest    char(64)    not null,
    result           text        not null,
    context          text        not null,
    ran_at           timestamptz not null
);
create index test_run_package on test_run (package_id, ran_at desc);
