-- Whether services that a filing declares still answered when they were looked at: a hint, and nothing follows from it.
create table ending_reach (
    case_id    uuid        not null references ending_case (id),
    host       text        not null,
    outcome    text        not null check (outcome in ('ANSWERS', 'SILENT', 'NO_ADDRESS', 'NOT_ASKED')),
    checked_at timestamptz not null,
    primary key (case_id, host)
);
