-- Two versions of an app compared, once a pair and rulebook; the result is canonical JSON (comparison/1).
create table version_comparison (
    before_digest    char(64)    not null, -- of the facts
    after_digest     char(64)    not null,
    rulebook_version char(64)    not null,
    as_of            date        not null,
    result           text        not null,
    compared_at      timestamptz not null,
    primary key (before_digest, after_digest, rulebook_version)
);
