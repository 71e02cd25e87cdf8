-- A value of a legal parameter is asked for by one person and confirmed by another.
create table policy_request (
    id        uuid        primary key,
    key       text        not null,
    value     text        not null,
    source    text        not null,
    verified  boolean     not null,
    since     date        not null,
    asked_by  uuid        not null references user_account (id),
    asked_at  timestamptz not null,
    state     text        not null constraint policy_request_state_known check (state in (
        'OPEN', 'CONFIRMED', 'DECLINED', 'WITHDRAWN')),
    closed_by uuid        references user_account (id),
    closed_at timestamptz,
    check ((state = 'OPEN') = (closed_at is null)),
    check (state not in ('CONFIRMED', 'DECLINED') or closed_by <> asked_by)
);
create unique index policy_request_open on policy_request (key) where state = 'OPEN';
alter table policy_value add column confirmed_by text;  -- login; absent of values from before

-- Reviewers and supervisors learn of both.
alter table notification add column policy_request_id uuid references policy_request (id) on delete cascade;
create index notification_policy_request on notification (policy_request_id) where policy_request_id is not null;
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW', 'APP_MERGED', 'ROLES_ASKED',
    'PARAMETER_ASKED', 'PARAMETER_CHANGED'));
