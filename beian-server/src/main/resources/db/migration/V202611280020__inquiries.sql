-- Requests for information from a supervisor to the sponsor of a filed app (R-22); what is said stands in the log.
create table inquiry_case (
    id              uuid primary key,
    version         integer     not null default 1,
    state           text        not null check (state in ('NEW', 'ASKED', 'ANSWERED', 'CLOSED')),
    number          text        not null,              -- of the record
    organization_id uuid        not null references organization (id),
    division        text        not null,
    app_name        text        not null,
    round           integer     not null default 1,
    opened_at       timestamptz not null,
    due_on          date,                              -- day to answer by, for lists
    due_verified    boolean     not null default true,
    due_provisional boolean     not null default false,
    updated_at      timestamptz not null
);
create index inquiry_case_unit on inquiry_case (organization_id, due_on) where state <> 'CLOSED';
create index inquiry_case_region on inquiry_case (division text_pattern_ops, due_on) where state <> 'CLOSED';

create table inquiry_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references inquiry_case (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    name       text        not null,                   -- a cause of the graph, prepare or recomputed
    from_state text        not null,
    to_state   text        not null,
    day        date,                                   -- day to answer by
    note       text,
    detail     text        not null default ''         -- question, answer, draft of it, or remark
);
create index inquiry_event_of on inquiry_event (case_id, id);
