-- Revocation of filings whose sponsor did not rectify (R-23); what is said stands in the log.
create table revocation_case (
    id              uuid primary key,
    version         integer     not null default 1,
    state           text        not null
        constraint revocation_case_state_known check (state in ('NEW', 'PROPOSED', 'HEARD', 'REVOKED', 'DROPPED')),
    number          text        not null,              -- of the record
    organization_id uuid        not null references organization (id),
    division        text        not null,
    app_name        text        not null,
    round           integer     not null default 1,
    opened_at       timestamptz not null,
    due_on          date,                              -- day until which the sponsor is heard
    due_verified    boolean     not null default true,
    due_provisional boolean     not null default false,
    updated_at      timestamptz not null
);
create index revocation_case_number on revocation_case (number);
create index revocation_case_unit on revocation_case (organization_id, due_on)
  where state not in ('REVOKED', 'DROPPED');

create table revocation_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references revocation_case (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    name       text        not null,                   -- a cause of the graph, prepare or recomputed
    from_state text        not null
        constraint revocation_event_from_state_known check (from_state in ('NEW', 'PROPOSED', 'HEARD', 'REVOKED', 'DROPPED')),
    to_state   text        not null
        constraint revocation_event_to_state_known check (to_state in ('NEW', 'PROPOSED', 'HEARD', 'REVOKED', 'DROPPED')),
    day        date,                                   -- day until which the sponsor is heard
    note       text,
    detail     text        not null default ''         -- grounds, statement, draft of it, or reason
);
create index filing_record_revoked on filing_record (number) where state = 'REVOKED';
create index revocation_event_of on revocation_event (case_id, id);
