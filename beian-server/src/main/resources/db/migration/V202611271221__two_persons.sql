-- What gives or takes power over the system is asked by one person and confirmed by another.
create table account_request (
    id            uuid primary key,
    kind          text        not null check (kind in ('INVITATION', 'ROLES', 'RECOVERY', 'LEAVE')),
    account_id    uuid        not null references user_account,
    roles_before  text[]      not null,
    region_before text        not null,
    roles         text[]      not null,
    region        text        not null,
    successor_id  uuid references user_account,
    code_sha256   text,
    requested_by  uuid        not null references user_account,
    requested_at  timestamptz not null,
    expires_at    timestamptz not null,
    state         text        not null check (state in ('OPEN', 'CONFIRMED', 'DECLINED', 'WITHDRAWN')),
    closed_by     uuid references user_account,
    closed_at     timestamptz,
    check ((state = 'OPEN') = (closed_at is null)),
    check (closed_by is null or state <> 'CONFIRMED' or (closed_by <> requested_by and closed_by <> account_id))
);
create index account_request_open on account_request (requested_at) where state = 'OPEN';

-- A link of two persons is of use only with the code that the first of them was shown.
alter table one_time_link add column code_sha256 text, add column attempts integer not null default 0;

-- What was done to an account, for its owner.
create table account_notice (
    id           bigint generated always as identity primary key,
    account_id   uuid        not null references user_account,
    at           timestamptz not null,
    kind         text        not null,
    roles_before text[]      not null default '{}',
    roles_after  text[]      not null default '{}',
    by_names     text[]      not null default '{}',
    read_at      timestamptz
);
create index account_notice_account on account_notice (account_id, id);
