-- The ending of a filed app (R-18): what is planned, announced, and reported after it went offline. What is announced
-- does not change afterwards; of a report that is sent back each version stands in the log.
create table ending_case (
    id              uuid primary key,
    version         integer     not null default 1,
    state           text        not null check (state in (
        'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'TAKEN_BACK',
        'DROPPED')),
    number          text        not null,              -- of the record
    organization_id uuid        not null references organization (id),
    division        text        not null,
    route           text        not null check (route in ('LOCAL', 'MINISTRY')),  -- which office checks the report
    app_name        text        not null,
    round           integer     not null default 1,
    opened_at       timestamptz not null,
    due_on          date,                              -- day to report by, for lists
    due_verified    boolean     not null default true,
    due_provisional boolean     not null default false,
    updated_at      timestamptz not null,
    last_day        date        not null,              -- of service, as announced
    announcement    text        not null,
    data_disposal   text        not null,              -- what becomes of the data, as announced
    migration       text        not null check (migration in ('FILED_APP', 'ADDRESS', 'NONE')),
    target          text        not null,              -- number of a record, address, or why there is none
    informing       text        not null,              -- how users are told
    offline_on      date,                              -- as reported
    disposed        text        not null default '',   -- what became of the data, as reported
    evidence        text        not null default ''    -- how it can be seen that it is offline
);
-- One ending of a record at a time.
create unique index ending_case_open on ending_case (number) where state not in ('NOTED', 'TAKEN_BACK', 'DROPPED');
create index ending_case_number on ending_case (number);
create index ending_case_unit on ending_case (organization_id);

create table ending_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references ending_case (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    name       text        not null,                   -- a cause of the graph, plan or recomputed
    from_state text        not null check (from_state in (
        'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'TAKEN_BACK',
        'DROPPED')),
    to_state   text        not null check (to_state in (
        'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'TAKEN_BACK',
        'DROPPED')),
    day        date,                                   -- last day of service, day of going offline, or day to answer by
    note       text,                                   -- evidence of a report
    detail     text        not null default ''         -- announcement, reason, report, or what is missing
);
create index ending_event_of on ending_event (case_id, id);
