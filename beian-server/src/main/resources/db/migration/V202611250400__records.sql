-- The ledger: one head, entries that never change, checkpoints that were signed.
create table ledger_head (
    the_one boolean primary key default true check (the_one),
    size    bigint  not null check (size >= 0)
);
insert into ledger_head (size) values (0);

create table ledger_entry (
    index     bigint primary key check (index >= 0),
    bytes     bytea not null,
    completed bytea not null
);

create table ledger_checkpoint (
    size         bigint primary key,
    note         text        not null,
    published_at timestamptz not null default now()
);

-- The public record. Serials come from a counter row, not a sequence: no gaps.
create table filing_serial (
    year integer primary key,
    last integer not null check (last > 0)
);

create table filing_record (
    number          text primary key,
    official_number text        not null default '',
    application_id  uuid        not null unique,
    organization_id uuid        not null,
    kind            char(1)     not null,
    state           text        not null,
    app_name        text        not null,
    sponsor_name    text        not null,
    credit_code     text        not null,
    division        char(6)     not null,
    users           text        not null default '',
    filed_on        date        not null,
    restricted      boolean     not null default false,
    number_seen_on  date,
    summary         text        not null,
    revision        integer     not null
);
create index filing_record_organization on filing_record (organization_id);

-- Name search: every pair of neighbouring characters of the names, made by the program.
create table filing_record_bigram (
    bigram text not null,
    number text not null references filing_record,
    primary key (bigram, number)
);

create table filing_package (
    number       text not null references filing_record,
    platform     text not null,
    package_id   text not null,
    sha256       char(64) not null,
    signer       text not null default '',
    version_name text not null default '',
    part         text not null check (part in ('REVIEW', 'LAUNCH')),
    added_on     date not null,
    primary key (number, sha256, part)
);
create index filing_package_sha256 on filing_package (sha256);
create index filing_package_identity on filing_package (platform, package_id);

-- Each revision of a record is one ledger entry.
create table filing_revision (
    number      text        not null references filing_record,
    revision    integer     not null check (revision > 0),
    event       text        not null,
    entry_index bigint      not null unique,
    at          timestamptz not null,
    primary key (number, revision)
);

create table filing_certificate (
    number     text        not null references filing_record,
    language   text        not null,
    sha256     char(64)    not null,
    made_at    timestamptz not null,
    primary key (number, language)
);
