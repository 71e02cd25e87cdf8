-- A record that is restricted before an entry is written gets commitments into the ledger instead of what it says; what opens
-- them (values and salts) is kept here and may be erased, after which nobody can tell what was committed to (ADR 0028).
create table filing_opening (
    number   text    not null,
    revision integer not null,
    opening  text    not null,
    primary key (number, revision)
);
alter table filing_revision add column sealed boolean not null default false;

-- Whether a record is restricted: one person proposes, another confirms or rejects.
create table restriction (
    id             uuid primary key,
    application_id uuid        not null references application,
    restricted     boolean     not null,
    reason         text        not null check (reason <> ''),
    proposed_by    uuid        not null references user_account,
    proposed_at    timestamptz not null,
    decided_by     uuid references user_account check (decided_by <> proposed_by),
    decided_at     timestamptz,
    confirmed      boolean,
    check ((decided_by is null) = (confirmed is null) and (decided_by is null) = (decided_at is null))
);
create unique index restriction_open on restriction (application_id) where decided_by is null;
create index restriction_application on restriction (application_id);
