-- Exceptions that a unit asks of one above it (R-03, ADR 0055). A case may have a second unit, whose turn it can be.
create table level_exception (
    id              uuid primary key,
    version         integer     not null default 1,
    state           text        not null check (state in ('DRAFT', 'ASKED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')),
    number          text        not null default '',   -- none: the app has no number yet
    app_name        text        not null,
    organization_id uuid        not null references organization (id),
    division        text        not null,
    upper_id        uuid        not null references organization (id),
    reason          text        not null,
    round           integer     not null default 1,
    opened_at       timestamptz not null,
    due_on          date,
    due_verified    boolean     not null default true,
    due_provisional boolean     not null default false,
    updated_at      timestamptz not null,
    document_number text        not null default ''    -- of the confirmation
);
create index level_exception_unit on level_exception (organization_id, id);
create index level_exception_upper on level_exception (upper_id, id);

create table level_exception_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references level_exception (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    name       text        not null,                   -- a cause of the graph, or prepare
    from_state text        not null check (from_state in ('DRAFT', 'ASKED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')),
    to_state   text        not null check (to_state in ('DRAFT', 'ASKED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')),
    day        date,
    note       text,
    detail     text        not null default ''         -- what was asked, answered, or the reason
);
create index level_exception_event_of on level_exception_event (case_id, id);

alter table application add column exception_id uuid references level_exception (id);
create index application_exception on application (exception_id) where exception_id is not null;

alter table work_item add column other_id uuid references organization (id);  -- of a case between two units
create index work_item_other on work_item (other_id) where other_id is not null;
alter table work_turn add column of_other boolean not null default false;     -- the turn of that unit
