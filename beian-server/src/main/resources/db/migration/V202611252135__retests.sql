-- A rulebook run over all filed packages from stored facts: before it is signed (preview), and once it is in force.
create table retest_run (
    id           uuid primary key,
    version      char(64)    not null,          -- of the rulebook that is tried
    against      char(64)    not null,          -- of the rulebook it is compared with
    number       integer,                       -- of the version that came into force; none in a preview
    as_of        date        not null,
    total        integer     not null,
    done         integer     not null default 0,
    last_done    uuid,                          -- where it goes on after a restart
    requested_by uuid references user_account (id),
    requested_at timestamptz not null,
    ended_at     timestamptz
);
create index retest_run_version on retest_run (version, requested_at desc);
create unique index retest_run_number on retest_run (number);

-- Only what would be judged otherwise, or could not be tested.
create table retest_result (
    run_id         uuid        not null references retest_run,
    package_id     uuid        not null,
    application_id uuid        not null,
    number         text        not null,
    app_name       text        not null,
    sponsor        text        not null,
    division       text        not null,
    before_verdict text,                        -- none where nothing could be tested
    after_verdict  text,
    changes        text        not null default '', -- rule:standing before:standing after, by blanks
    settled_by     uuid references user_account (id),
    settled_at     timestamptz,
    settled_how    text        not null default '',
    primary key (run_id, package_id)
);
