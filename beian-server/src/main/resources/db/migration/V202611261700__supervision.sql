-- Cases of supervision: what was found in a filed app after it was filed. The filing itself is not touched by them.
create table supervision_case (
    id              uuid primary key,
    version         integer     not null default 1,
    origin          text        not null,          -- RETEST
    reference       text        not null,          -- of a re-test: number of the rulebook version that came into force
    state           text        not null,
    number          text        not null,          -- of the record
    application_id  uuid        not null references application (id),
    organization_id uuid        not null references organization (id),
    division        text        not null,
    app_name        text        not null,
    round           integer     not null default 1, -- answers asked for so far
    opened_at       timestamptz not null,
    due_on          date,                          -- of the limit that runs, for lists
    due_verified    boolean     not null default true,
    rectify_by      date,                          -- of the latest order
    unique (number, origin, reference)
);
create index supervision_case_queue on supervision_case (state, division, due_on);
create index supervision_case_unit on supervision_case (organization_id, state);

create table supervision_finding (
    case_id    uuid    not null references supervision_case (id),
    place      integer not null,                   -- from 1, the gravest first
    package_id uuid    not null,
    test_id    uuid    not null references test_run (id),
    rule_id    text    not null,
    before     text    not null,                   -- what the finding meant by the version before
    after      text    not null,
    gone_in    uuid,                               -- package filed later in which it is not found
    gone_on    date,
    outcome    text,                               -- EXPLAINED, DISMISSED or MENDED; may change until the case is closed
    reason     text    not null default '',
    settled_by uuid references user_account (id),
    settled_at timestamptz,
    primary key (case_id, place),
    unique (case_id, package_id, rule_id)
);

-- What the sponsor says of a finding; those of a round that was sent never change.
create table supervision_answer (
    case_id     uuid        not null,
    place       integer     not null,
    round       integer     not null,
    kind        text        not null default '',   -- EXPLAIN, MEND or MENDED; empty in a draft
    text        text        not null default '',
    basis       text        not null default '',
    mend_by     date,
    answered_by uuid        not null references user_account (id),
    answered_at timestamptz not null,
    primary key (case_id, place, round),
    foreign key (case_id, place) references supervision_finding (case_id, place)
);

create table supervision_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references supervision_case (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    cause      text        not null,
    from_state text        not null,
    to_state   text        not null,
    told_on    date,                               -- day that an order names
    detail     text        not null default ''
);
create index supervision_event_of on supervision_event (case_id, id);
