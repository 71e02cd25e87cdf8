-- Log-ins that stand; a session of the web server names one.
create table account_session (
    id         uuid primary key,
    account_id uuid        not null references user_account,
    opened_at  timestamptz not null,
    address    text        not null,
    browser    text        not null,
    ended_at   timestamptz
);
create index account_session_account on account_session (account_id) where ended_at is null;

-- A second factor: RFC 6238. A step of 30 seconds serves once.
create table account_totp (
    account_id uuid primary key references user_account,
    secret     text        not null,
    set_up_at  timestamptz not null,
    last_step  bigint      not null
);
create table account_recovery_code (
    account_id  uuid not null references user_account,
    code_sha256 text not null,
    used_at     timestamptz,
    primary key (account_id, code_sha256)
);
